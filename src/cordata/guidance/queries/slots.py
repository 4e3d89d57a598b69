"""Every text of a version, each in its slot: what is checked, translated, compared and exported."""

from collections.abc import Iterable

from cordata.analysis.advice.decision import Criterion
from cordata.guidance.models import Context, Support, Version

# Texts of lists, titles, letters and feeds: words alone, no number, not even a quoted one.
PLAIN = ("question", "statement", "risk", "outcome:")
# Fields of a version that hold text, in the order in which they are read.
FIELDS = (
    "statement", "because", "for_whom", "not_for_whom", "conditions", "risk", "risk_words",
    "unknown", "would_change", "conflict", "changed",
)  # fmt: skip
# Texts that say what something does: they may claim no more than the certainty allows.
CLAIMING = ("statement", "because", "risk", "risk_words", "judgement:")
QUESTION, CONTEXT = "question", "context:"


def slots_of(version: Version) -> dict[str, str]:
    """Text by slot, empty ones left out. Four queries, or none if its rows were fetched with it.

    Slots: a field's name, "question", "judgement:equity", "cost:authority", "outcome:sup_…",
    "context:ctx_…". What others have found (``CONTEXT``) is quoted from them, all else is ours.
    """
    found = {QUESTION: version.recommendation.question}
    found |= {name: getattr(version, name) for name in FIELDS}
    said = {one.criterion: one.words for one in version.judgements.all()}
    found |= {f"judgement:{one}": said[one] for one in Criterion if one in said}
    costs = {one.bearer: one.words for one in version.costs.all()}
    found |= {f"cost:{bearer}": costs[bearer] for bearer in sorted(costs)}
    supports = in_order(version.supports.all())
    found |= {f"outcome:{one.public_id}": one.outcome for one in supports}
    contexts = in_order(version.contexts.all())
    found |= {f"{CONTEXT}{one.public_id}": one.words for one in contexts}
    return {slot: text for slot, text in found.items() if text}


def in_order[Row: (Support, Context)](rows: Iterable[Row]) -> list[Row]:
    """By their position; sorted here, so that rows that were fetched before are not again."""
    return sorted(rows, key=lambda one: (one.position, one.pk))


def is_plain(slot: str) -> bool:
    """Whether a text may hold no number at all."""
    return slot.startswith(PLAIN)


def may_claim(slot: str) -> bool:
    """Whether a text may say that something makes a difference, and so is held to its verbs."""
    return slot.startswith(CLAIMING)


def is_ours(slot: str) -> bool:
    """Whether a text says something in our name, so that its numbers must be quoted."""
    return not slot.startswith(CONTEXT)
