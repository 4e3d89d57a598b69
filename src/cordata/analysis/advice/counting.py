"""Votes of a panel: who could vote, who did, and whether it carries a recommendation."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

FEWEST = 3  # with fewer who may vote, a tally tells what each has said


class Says(StrEnum):
    """What a member may say."""

    AGREE = "agree"
    DISAGREE = "disagree"
    ABSTAIN = "abstain"


@dataclass(frozen=True, slots=True)
class Tally:
    """All counts of a round, each with its denominator beside it.

    members     who was asked
    conflicted  of these, who may not vote for an interest
    silent      of these, who may vote and did not
    """

    members: int
    conflicted: int
    agree: int
    disagree: int
    abstain: int

    @property
    def may_vote(self) -> int:
        return self.members - self.conflicted

    @property
    def voted(self) -> int:
        return self.agree + self.disagree + self.abstain

    @property
    def silent(self) -> int:
        return self.may_vote - self.voted

    @property
    def is_panel(self) -> bool:
        """Whether enough may vote: fewer are no panel, whatever they say."""
        return self.may_vote >= FEWEST

    @property
    def carries(self) -> bool:
        """More than half of all who may vote agree: silence and abstention are no consent."""
        return self.is_panel and 2 * self.agree > self.may_vote

    @property
    def is_complete(self) -> bool:
        """Whether everybody who may vote has."""
        return self.may_vote > 0 and self.silent == 0


def tally(members: int, conflicted: int, votes: Iterable[str]) -> Tally:
    """Raises ValueError if more voted than may."""
    said = [Says(one) for one in votes]
    counted = Tally(members, conflicted, *(said.count(one) for one in Says))
    if counted.conflicted > counted.members or counted.silent < 0:
        raise ValueError("more votes than people who may vote")
    return counted
