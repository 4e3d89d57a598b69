"""One thing that is asked of a person, and the week that is made of a few of them."""

from dataclasses import dataclass
from itertools import chain, zip_longest

MOST = 3


@dataclass(frozen=True)
class Task:
    """One thing to do: a sentence, what it is about, minutes, where; and in which role."""

    sentence: str
    about: str
    minutes: int
    address: str
    role: str


@dataclass(frozen=True)
class Week:
    """At most three tasks, those of one role together, and what can wait."""

    now: list[Task]
    later: list[Task]

    @property
    def minutes(self) -> int:
        """What the tasks of this week take together."""
        return sum(task.minutes for task in self.now)

    @property
    def roles(self) -> list[tuple[str, list[Task]]]:
        """The tasks of this week by role, the most pressing role first."""
        by_role: dict[str, list[Task]] = {}
        for task in self.now:
            by_role.setdefault(task.role, []).append(task)
        return list(by_role.items())


def week_of(*pressing: list[Task]) -> Week:
    """Choose from lists of tasks, one per role, each with its most pressing first.

    Roles take turns, so that no role hides the others.
    """
    turns = [task for task in chain(*zip_longest(*pressing)) if task is not None]
    return Week(turns[:MOST], turns[MOST:])
