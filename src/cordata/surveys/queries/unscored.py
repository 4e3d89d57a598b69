"""Questions that count for no area: what is frozen of them when a round closes.

Open answers with their language, sorted, those of all voices together: nobody sees which are one
person's, or a small voice's. Of choices and numbers only how many gave each, by voice: which
were given on one sheet is not kept. ``queries.besides`` decides what of it may be read.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from math import isfinite
from typing import Any

from cordata.analysis.forms.definition import Form, Question

COUNTED = {"select_one", "select_multiple", "integer", "decimal"}
NUMBERS = {"integer", "decimal"}


def unscored(form: Form) -> list[Question]:
    """Open questions, and choices and numbers that enter no mean, in their order."""
    return [one for one in form.questions() if one.kind == "text" or _is_counted(one)]


def _is_counted(one: Question) -> bool:
    return one.kind in COUNTED and not one.is_scored


class Gathered:
    """What is said besides the statements in one round, sheet by sheet."""

    def __init__(self, questions: Sequence[Question]) -> None:
        self.kinds = {one.name: one.kind for one in questions}
        self.texts: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
        self.people: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self.given: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)

    def add(self, voice: str, language: str, sheet: Mapping[str, Any]) -> None:
        """One sheet; what was left out says nothing."""
        for name, kind in self.kinds.items():
            if kind == "text":
                if text := str(sheet.get(name) or "").strip():
                    self.texts[name].append((language, text))
            elif said := _said(kind, sheet.get(name)):
                self.people[name][voice] += 1
                self.given[name, voice].update(said)

    def frozen(self) -> dict[str, Any]:
        """As the manifest keeps it."""
        return {
            "texts": {
                name: [list(one) for one in sorted(self.texts[name])]
                for name in sorted(self.texts)
            },
            "counts": {
                name: {voice: self._counts(name, voice) for voice in sorted(self.people[name])}
                for name in sorted(self.people)
            },
        }

    def _counts(self, name: str, voice: str) -> dict[str, Any]:
        given = self.given[name, voice]
        return {"people": self.people[name][voice], "given": dict(sorted(given.items()))}


def _said(kind: str, answer: Any) -> list[str]:
    """What one person gave, each thing once; a number in one way of writing it."""
    if answer is None or answer in ("", []):
        return []
    if kind in NUMBERS:
        return _number(str(answer))
    return sorted({str(one) for one in answer}) if isinstance(answer, list) else [str(answer)]


def _number(text: str) -> list[str]:
    try:
        number = float(text.replace(",", "."))
    except ValueError:
        return []
    return [f"{number:.12g}"] if isfinite(number) else []
