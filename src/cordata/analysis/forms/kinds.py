"""Kinds of questions, as an XLSForm types them."""

# Nobody sees these: they are computed, or known beforehand.
UNSEEN = {"calculate", "hidden", "start", "end", "today", "deviceid", "username", "audit"}
# These are shown, but not answered.
SAID = {"note"}
NUMBERS = {"integer", "decimal", "range"}
SELECTS = {"select_one", "select_multiple", "rank"}
# What our own pages can ask: the same list for publishing and for offering to a round.
ASKED = {"select_one", "select_multiple", "integer", "decimal", "text", "date"}
# Known only to a device in the field: on our pages they stay empty.
OF_A_DEVICE = UNSEEN - {"calculate"}
