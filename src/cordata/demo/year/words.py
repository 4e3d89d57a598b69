"""What clusters write in their year, read from one file per language."""

import tomllib
from dataclasses import dataclass
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
    well: str
    hardly: str
    next: str


@dataclass(frozen=True)
class TalkWords:
    """A thread: the first post, then its answers."""

    title: str
    posts: list[str]


@dataclass(frozen=True)
class EntryWords:
    """An entry in a diary."""

    kind: str
    text: str


@dataclass(frozen=True)
class YearWords:
    """Everything of one language."""

    goals: list[GoalWords]
    activities: list[ActivityWords]
    talk: list[TalkWords]
    diary: list[EntryWords]
    helped: list[str]
    change: list[str]
    worked: str
    hard: str
    ahead: str


@cache
def words_in(language: str) -> YearWords:
    """The words of a language."""
    read = tomllib.loads((FOLDER / f"{language}.toml").read_text(encoding="utf-8"))
    return YearWords(
        goals=[GoalWords(**one) for one in read["goals"]],
        activities=[ActivityWords(**one) for one in read["activities"]],
        talk=[TalkWords(**one) for one in read["talk"]],
        diary=[EntryWords(**one) for one in read["diary"]],
        helped=read["reflection"]["helped"],
        change=read["reflection"]["change"],
        worked=read["term"]["worked"],
        hard=read["term"]["hard"],
        ahead=read["term"]["next"],
    )
