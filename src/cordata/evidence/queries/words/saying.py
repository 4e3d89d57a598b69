"""How one look at the inputs becomes a sentence: its words, and its facts as people write them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import floor, log10
from typing import TYPE_CHECKING, Any

from django.utils.formats import number_format

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

type Text = StrOrPromise

SHOWN = 3  # significant digits
MOST_PLACES = 6
ABOUT = ("trait", "by", "option")  # facts that name what a sentence is about


@dataclass(frozen=True, slots=True)
class Pick:
    """One sentence for each value of a fact, and one for any other value."""

    fact: str
    of: Mapping[str, Text]
    other: Text


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a code.

    says   what was seen; of several the first whose placeholders are all among the facts
    lifts  what would lift it, or what to do; None for codes that neither refuse nor warn
    fine   what to say instead where nothing is wrong

    Placeholders are facts; ``share_percent`` is a fact ``share`` in percent, and
    ``groups_count`` the bare number that chooses a plural.
    """

    says: Text | tuple[Text, ...] | Pick
    lifts: Text | None = None
    fine: Text | None = None


def said(texts: Iterable[Text], facts: Mapping[str, Any]) -> str:
    """The first text that these facts can fill. Raises LookupError if there is none."""
    values = _values(facts)
    for text in texts:
        try:
            return str(text % values)
        except KeyError:
            continue
    raise LookupError(f"no sentence for the facts {', '.join(facts)}")


def texts_of(words: Words, facts: Mapping[str, Any]) -> tuple[Text, ...]:
    """The sentences that may be said of these facts, the best one first."""
    if isinstance(words.says, Pick):
        pick = words.says
        return (pick.of.get(str(facts.get(pick.fact)), pick.other),)
    return words.says if isinstance(words.says, tuple) else (words.says,)


def _values(facts: Mapping[str, Any]) -> dict[str, Any]:
    known = dict(facts)
    if {"treated", "comparison"} <= known.keys():
        known.setdefault("groups", min(known["treated"], known["comparison"]))
    values: dict[str, Any] = {}
    for name, value in known.items():
        values[name] = _shown(value)
        if isinstance(value, int | float):
            values[f"{name}_percent"] = number(round(100 * value, 1))
            values[f"{name}_count"] = value
    return values


def _shown(value: object) -> str:
    if value is None:
        return "–"
    if isinstance(value, int | float):
        return number(value)
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value)) or "–"
    return str(value)


def number(value: float) -> str:
    """Three significant digits, as the language writes them: "0.034", "12.3", "1250", "4"."""
    size = floor(log10(abs(value))) if value else 0
    places = min(max(SHOWN - 1 - size, 0), MOST_PLACES)
    tail = f"{value:.{places}f}".rpartition(".")[2].rstrip("0") if places else ""
    return str(number_format(round(value, places), len(tail)))
