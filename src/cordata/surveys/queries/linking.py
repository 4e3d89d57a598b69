"""How many answers of two rounds of a school come from the same people. Numbers, no lists."""

from collections import Counter
from dataclasses import dataclass

from cordata.surveys.models import Answers, Invited, Round

# Below this many, a number could point at somebody.
FEWEST = 5


@dataclass(frozen=True)
class LinkRate:
    """Of the answers with a code in a round, how many have their like in the one before.

    A code that two people made alike links nobody.
    """

    voice: str
    coded: int
    linked: int

    @property
    def is_shown(self) -> bool:
        """Neither few linked nor few unlinked: both could point at somebody."""
        apart = self.coded - self.linked
        return self.linked >= FEWEST and (apart == 0 or apart >= FEWEST)


def link_rates(before: Round, after: Round) -> list[LinkRate]:
    """By voice of the later round. Two queries."""
    first, second = _codes(before), _codes(after)
    return [
        LinkRate(
            str(Invited.Voice(voice).label), len(codes), len(codes & first.get(voice, set()))
        )
        for voice, codes in second.items()
    ]


def _codes(round_: Round) -> dict[str, set[str]]:
    """The codes that one person alone made, by voice."""
    rows = (
        Answers.objects.filter(invited__round=round_)
        .exclude(link="")
        .values_list("invited__voice", "link")
    )
    made = Counter(rows)
    found: dict[str, set[str]] = {}
    for (voice, link), times in sorted(made.items()):
        if times == 1:
            found.setdefault(voice, set()).add(link)
    return found
