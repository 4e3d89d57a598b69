"""What clusters write in their year, read from one file per language."""

import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "data" / "year"


@dataclass(frozen=True)
class GoalWords:
    """A goal, its reason and measure, two steps, and what was said at each stop."""

    text: str
    why: str
    success: str
    steps: list[str]
    trying: str
    several: str
    part: str


@dataclass(frozen=True)
class ActivityWords:
    """An activity: its points, how it went if it went well or hardly, and what next."""

    kind: str
    points: list[str]
    well: list[str]
    hardly: str
    next: list[str]


@dataclass(frozen=True)
class TalkWords:
    """A thread: the first post, then its answers."""

    title: str
    posts: list[str]


@dataclass(frozen=True)
class PostWords:
    """What the public reads of an entry."""

    title: str
    text: str


@dataclass(frozen=True)
class EntryWords:
    """An entry in a diary; ``picture`` names a drawing, ``named`` says what it shows."""

    kind: str
    text: str
    picture: str = ""
    named: str = ""
    post: PostWords | None = None


@dataclass(frozen=True)
class DrawingWords:
    """What stands in a drawing."""

    title: str
    words: list[str]


@dataclass(frozen=True)
class FileWords:
    """A file for the cluster: a table to fill in, and boxes to tick."""

    form: str
    name: str
    title: str
    licence: str
    about: str
    heads: list[str]
    rows: list[list[str]]
    checks: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class ObservationWords:
    """Notes of an observation."""

    saw: str
    meant: str
    question: str


@dataclass(frozen=True)
class HostingWords:
    """How it was for the school that was visited, what next, and why a visit took longer."""

    said: list[str]
    next: str
    longer: str


@dataclass(frozen=True)
class HandOverWords:
    """What stays, who keeps it (``{name}`` is whoever comes), what is passed on."""

    stays: str
    keeper: str
    passed_on: str


@dataclass(frozen=True)
class ReviewWords:
    """At mid-term: why a goal is kept, why one is worded otherwise, and how."""

    keep: str
    change: str
    narrower: str


@dataclass(frozen=True)
class ReasonWords:
    """Why a third goal is declined, a goal given up, a cluster left."""

    declined: str
    dropped: str
    left: str


@dataclass(frozen=True)
class TermWords:
    """The page of a term."""

    worked: str
    hard: str
    next: str


@dataclass(frozen=True)
class AgreementWords:
    """Who else is a party, and whom it binds."""

    authority: str
    binds: str


@dataclass(frozen=True)
class GuestWords:
    """A colleague who writes in another language than the cluster, and what a school answers.

    year  in which the cohort begins that reads it
    """

    year: int
    name: str
    language: str
    text: str
    answer: str


@dataclass(frozen=True)
class YearWords:
    """Everything of one language."""

    goals: list[GoalWords]
    activities: list[ActivityWords]
    talk: list[TalkWords]
    diary: list[EntryWords]
    drawings: dict[str, DrawingWords]
    files: list[FileWords]
    hosting: HostingWords
    observation: ObservationWords
    about: list[str]
    helped: list[str]
    change: list[str]
    terms: list[TermWords]
    hand_over: dict[str, HandOverWords]
    review: ReviewWords
    reasons: ReasonWords
    agreement: AgreementWords
    guest: GuestWords | None


@cache
def words_in(language: str) -> YearWords:
    """The words of a language."""
    read = tomllib.loads((FOLDER / f"{language}.toml").read_text(encoding="utf-8"))
    return YearWords(
        goals=[GoalWords(**one) for one in read["goals"]],
        activities=[ActivityWords(**one) for one in read["activities"]],
        talk=[TalkWords(**one) for one in read["talk"]],
        diary=[_entry(**one) for one in read["diary"]],
        drawings={name: DrawingWords(**one) for name, one in read["drawings"].items()},
        files=[FileWords(**one) for one in read["files"]],
        hosting=HostingWords(**read["hosting"]),
        observation=ObservationWords(**read["observation"]),
        **read["reflection"],
        terms=[TermWords(**one) for one in read["terms"]],
        hand_over={name: HandOverWords(**one) for name, one in read["hand_over"].items()},
        review=ReviewWords(**read["review"]),
        reasons=ReasonWords(**read["reasons"]),
        agreement=AgreementWords(**read["agreement"]),
        guest=GuestWords(**read["guest"]) if "guest" in read else None,
    )


def _entry(post: dict[str, str] | None = None, **words: str) -> EntryWords:
    return EntryWords(**words, post=PostWords(**post) if post else None)
