"""A check as it stands in a result, in the reader's language."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from cordata.evidence.queries.words.coding import CODING
from cordata.evidence.queries.words.comparing import COMPARING
from cordata.evidence.queries.words.costs import COSTS
from cordata.evidence.queries.words.groups import GROUPS
from cordata.evidence.queries.words.measuring import MEASURING
from cordata.evidence.queries.words.models import MODELS
from cordata.evidence.queries.words.outcomes import OUTCOMES
from cordata.evidence.queries.words.saying import ABOUT, Words, said, texts_of
from cordata.evidence.queries.words.spread import SPREAD
from cordata.evidence.queries.words.trends import TRENDS

WORDS: Mapping[str, Words] = {
    **COMPARING,
    **GROUPS,
    **OUTCOMES,
    **TRENDS,
    **COSTS,
    **MEASURING,
    **MODELS,
    **CODING,
    **SPREAD,
}


def sentence(check: Mapping[str, Any]) -> str:
    """What was seen: {"code": "few_groups", "level": "warn", "facts": {"groups": 6}}.

    A code that older versions of a method gave, and that has no words any more, is spelled out.
    """
    words, facts = WORDS.get(check["code"]), check["facts"]
    if words is None:
        return str(check["code"]).replace("_", " ") + "."
    if check["level"] == "ok" and words.fine is not None:
        text = said((words.fine,), facts)
    else:
        text = said(texts_of(words, facts), facts)
    of = next((str(facts[name]) for name in ABOUT if name in facts), "")
    if not of or of in text:
        return text
    return _("%(of)s: %(sentence)s") % {"of": of, "sentence": text}


def remedy(check: Mapping[str, Any]) -> str:
    """What would lift it, or what to do about it; nothing where nothing is wrong."""
    words = WORDS.get(check["code"])
    if words is None or words.lifts is None or check["level"] == "ok":
        return ""
    return said((words.lifts,), check["facts"])
