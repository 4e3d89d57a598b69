"""The gate for what counts for no area: open answers, choices and numbers of a closed round.

The same thresholds as for figures of areas. Nobody else reads what ``unscored`` froze;
tests/house/test_gate.py makes sure of it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from statistics import median
from typing import Any

import numpy as np

from cordata.analysis.disclosure.rules import Reason, filled_up, first_look
from cordata.analysis.forms.definition import Form, Question, in_language
from cordata.analysis.surveys.figures import Voice
from cordata.analysis.surveys.gates import Gate
from cordata.analysis.surveys.report import GATED
from cordata.surveys.models import Round
from cordata.surveys.queries.gate import THRESHOLDS, Audience, typed_in
from cordata.surveys.queries.table import VOICES
from cordata.surveys.queries.unscored import NUMBERS, unscored


@dataclass(frozen=True)
class Count:
    """What one voice chose. Where ``hidden`` has a reason there is nothing else.

    people  who answered the question
    given   each choice in its words, and how many chose it; empty for a number
    middle  of a number: half of them said this or less
    """

    voice: str
    hidden: str
    people: int = 0
    given: tuple[tuple[str, int], ...] = ()
    middle: float | None = None


@dataclass(frozen=True)
class Told:
    """One question with what may be read of it.

    hidden  why no open answer may be read
    texts   open answers with their language, in an order drawn by chance, always the same
    counts  voice by voice, of a choice or a number
    """

    label: str
    is_open: bool
    hidden: str = ""
    texts: tuple[tuple[str, str], ...] = ()
    counts: tuple[Count, ...] = ()


def besides(
    which: Round, form: Form, voices: Iterable[Voice], audience: Audience, language: str
) -> list[Told]:
    """What this audience may read of questions that were asked besides the statements."""
    there = [one for one in voices if one.respondents or one.invited]
    told = []
    for one in unscored(form):
        asked = [each for each in there if is_asked(one, each.key, which.level)]
        if asked and one.kind == "text":
            told.append(_open(which, one, asked, audience, language))
        elif asked:
            told.append(_counted(which, form, one, asked, audience, language))
    return told


def is_asked(one: Question, voice: str, level: str) -> bool:
    """Whether the instrument asks this voice; "all" are whoever was given the link."""
    return voice == "all" or one.is_asked_of(voice, level)


def _open(
    which: Round, one: Question, asked: Sequence[Voice], audience: Audience, language: str
) -> Told:
    frozen = which.snapshot
    texts = frozen.manifest["texts"].get(one.name, [])
    label = in_language(one.labels, language)
    few = Reason.FEW if texts else Reason.NOBODY
    why = few if len(texts) < THRESHOLDS[audience].people else ""
    if hidden := why or _filled_up(which, asked, len(texts), audience):
        return Told(label, is_open=True, hidden=hidden)

    def drawn(at: int) -> bytes:
        # The nonce never leaves: nobody works out from the order how they were sorted.
        return sha256(f"{frozen.nonce} {one.name} {at}".encode()).digest()

    shuffled = [texts[at] for at in sorted(range(len(texts)), key=drawn)]
    return Told(label, is_open=True, texts=tuple((spoken, text) for spoken, text in shuffled))


def _counted(
    which: Round,
    form: Form,
    one: Question,
    asked: Sequence[Voice],
    audience: Audience,
    language: str,
) -> Told:
    said = which.snapshot.manifest["counts"].get(one.name, {})
    words = {
        each.name: in_language(each.labels, language)
        for each in form.choices.get(one.choices, ())
    }
    counts = [
        _count(which, voice, one.kind, said.get(voice.key), words, audience) for voice in asked
    ]
    return Told(in_language(one.labels, language), is_open=False, counts=tuple(counts))


def _count(
    which: Round,
    voice: Voice,
    kind: str,
    said: Mapping[str, Any] | None,
    words: Mapping[str, str],
    audience: Audience,
) -> Count:
    people: int = said["people"] if said else 0
    given: dict[str, int] = said["given"] if said else {}
    if why := _why(which, voice, people, given, audience):
        return Count(voice.key, why)
    if kind in NUMBERS:
        every = [float(text) for text, times in given.items() for _each in range(times)]
        return Count(voice.key, "", people, middle=median(every))
    chosen = tuple((label, given.get(name, 0)) for name, label in words.items())
    return Count(voice.key, "", people, given=chosen)


def _why(
    which: Round, voice: Voice, people: int, given: Mapping[str, int], audience: Audience
) -> str:
    # Where several may be ticked, one thing that nearly all ticked tells of everybody, too.
    top = max(given.values(), default=0)
    answers = np.array([top, min(top, people - top)])
    why = str(first_look(np.array(people), answers, THRESHOLDS[audience]))
    if why in (Reason.SHOWN, Reason.ALIKE):
        why = _filled_up(which, [voice], people, audience) or why
    refused = voice.key in GATED and voice.gate == Gate.REFUSE
    return why or (Reason.RESPONSE.value if refused else "")


def _filled_up(which: Round, voices: Sequence[Voice], people: int, audience: Audience) -> str:
    """Why not, if whoever reads what these voices said could have filled them up.

    people  of all these voices together, who said something
    """
    if any(one.invited and one.respondents > one.invited for one in voices):
        return Reason.MORE
    typed = dict(zip(VOICES, typed_in(which), strict=True))
    every = all(one.invited for one in voices)  # else nobody knows how many there are
    why = filled_up(
        np.array([people]),
        np.array(sum(one.respondents for one in voices)),
        np.array(sum(typed[one.key] for one in voices)),
        np.array(sum(one.invited or 0 for one in voices) if every else 0),
        THRESHOLDS[audience],
    )
    return str(why[0])
