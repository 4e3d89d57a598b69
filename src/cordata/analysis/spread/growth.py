"""Growth by formula: what the simulator must agree with where nothing is in short supply."""

from collections.abc import Callable
from dataclasses import dataclass
from math import exp, log


@dataclass(frozen=True, slots=True)
class Rates:
    """What one mentor does in a cycle.

    capacity   mentees that a mentor takes on
    completes  share of them that complete
    willing    share of those that become mentors
    stays      share of mentors that go on for another cycle
    """

    capacity: int
    completes: float
    willing: float
    stays: float

    @property
    def becomes(self) -> float:
        """Chance that a mentee becomes a mentor."""
        return self.completes * self.willing

    @property
    def factor(self) -> float:
        """Lambda: by how much mentors multiply in a cycle; they grow above 1."""
        return self.stays + self.capacity * self.becomes

    @property
    def lifetime(self) -> float:
        """R0: new mentors that one mentor makes in all; above 1 exactly where ``factor`` is."""
        return self.capacity * self.becomes / (1.0 - self.stays)

    def mean(self, mentors: int, cycles: int) -> float:
        """Mentors expected after some cycles."""
        return float(mentors * self.factor**cycles)

    def variance(self, mentors: int, cycles: int) -> float:
        """Variance of that number, of a branching process (Harris 1963, The Theory of Branching Processes, I.5)."""
        p, f = self.becomes, self.factor
        each = self.stays * (1 - self.stays) + self.capacity * p * (1 - p)
        grown = float(cycles) if f == 1.0 else (f**cycles - 1.0) / (f - 1.0)
        return float(mentors * each * f ** (cycles - 1) * grown)

    def cycles_to(self, many: float, mentors: int) -> float | None:
        """Cycles until there are ``many`` mentors; None if they do not grow."""
        return log(many / mentors) / log(self.factor) if self.factor > 1.0 else None


def extinction(generating: Callable[[float], float], *, close: float = 1e-12) -> float:
    """Chance that a line of mentors from one dies out: the least fixed point from 0 up.

    generating  x -> expected x^(mentors that one makes), rising on 0 to 1
    """
    before, now = -1.0, 0.0
    while now - before > close:
        before, now = now, generating(now)
    return now


@dataclass(frozen=True, slots=True)
class Bass:
    """Taking up by oneself (``own``) and from others (``others``), both a cycle and above 0.

    Source: Bass (1969), Management Science 15.
    """

    own: float
    others: float

    def share(self, time: float) -> float:
        """Share that has taken it up by then, of all that ever will."""
        fall = exp(-(self.own + self.others) * time)
        return (1.0 - fall) / (1.0 + self.others / self.own * fall)

    @property
    def peak(self) -> float:
        """When most take it up; 0 where it only slows down from the start."""
        return max(log(self.others / self.own) / (self.own + self.others), 0.0)
