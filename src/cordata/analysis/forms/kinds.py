"""Kinds of questions, as an XLSForm types them."""

# Nobody sees these: they are computed, or known beforehand.
UNSEEN = {"calculate", "hidden", "start", "end", "today", "deviceid", "username", "audit"}
# These are shown, but not answered.
SAID = {"note"}
NUMBERS = {"integer", "decimal", "range"}
SELECTS = {"select_one", "select_multiple", "rank"}
WORDS = {"text", "date", "time", "datetime"}
# What our own pages can ask.
ASKED = NUMBERS | SELECTS | WORDS
