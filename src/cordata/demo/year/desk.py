"""What lies on the researchers' desk: a question, its run, the sentence, and who stands for it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from cordata.accounts.models import User
from cordata.analysis.disclosure.rules import Reason
from cordata.demo.year.almanac import Deed, moment
from cordata.demo.year.rounds import SLUG
from cordata.evidence.actions import findings
from cordata.evidence.actions.analyses import freeze_and_run, register_analysis
from cordata.evidence.models import Analysis, Finding, Project, Run
from cordata.evidence.queries.releasing import why_not_released
from cordata.evidence.queries.tables import KINDS
from cordata.networks.models import Programme

ZONE, YEAR, SEED = "Europe/Rome", 2026, 2026
FIRST_YEAR, THIS_YEAR = "2025/26", "2026/27"


@dataclass
class Desk:
    """Who researches, and the project they are at, as it grows."""

    programme: Programme
    paola: User
    reviewers: list[User] = field(default_factory=list)
    project: Project | None = None


@dataclass
class Study:
    """One question on its way to readers; without a number there is no finding."""

    desk: Desk
    says: list[str]  # what each reviewer says of it
    run: Run | None = None
    finding: Finding | None = None

    def asked(self, analysis: Analysis) -> Run:
        """Freeze and compute."""
        self.run = freeze_and_run(analysis, by=self.desk.paola)
        return self.run

    def write(self, *, estimate: str, headline: str, limits: str, counter: str = "") -> None:
        """One sentence on whatever came out, for two people to look at."""
        if self.run is None:
            raise LookupError(headline)
        self.finding = findings.write_finding(
            self.run, estimate=estimate, headline=headline, limits=limits, counter=counter,
            language="en", by=self.desk.paola,
        )  # fmt: skip
        findings.ask_review(self.finding, by=self.desk.paola)

    def review(self, number: int) -> None:
        """One of the two stands for it."""
        if self.finding is not None:
            findings.review_finding(
                self.finding, says="approve", words=self.says[number],
                by=self.desk.reviewers[number],
            )  # fmt: skip

    def release(self) -> None:
        """Unless it would tell of single schools: then it stays in review."""
        if self.finding is None or self.run is None:
            return
        if why_not_released(self.run) == Reason.SHOWN:
            findings.release_finding(self.finding, by=self.desk.paola)

    def reviewed_and_released(self, month: int, day: int) -> list[Deed]:
        """On this day and the three after it."""
        return [
            (moment(YEAR, month, day, 11, ZONE), partial(self.review, 0)),
            (moment(YEAR, month, day + 1, 16, ZONE), partial(self.review, 1)),
            (moment(YEAR, month, day + 3, 9, ZONE), self.release),
        ]


def register(
    desk: Desk, title: str, expects: str, kind: str, params: Mapping[str, Any], method: str,
    **spec: Any,
) -> Analysis:  # fmt: skip
    """A question with the columns that its table proposes, and ``spec`` beside them."""
    if desk.project is None:
        raise LookupError(title)
    columns = KINDS[kind].fits[method]
    return register_analysis(
        desk.project, title=title, expects=expects, kind=kind, params=params,
        ask={"method": method, "seed": SEED, "spec": {**columns, **spec}}, by=desk.paola,
    )  # fmt: skip


def view_of_teachers(desk: Desk, year: str, area: str) -> dict[str, Any]:
    """Params of tables on how teachers saw an area at both ends of a year."""
    cohorts = desk.programme.cohorts.filter(name=year).order_by("country")
    return {
        "cohorts": [one.public_id for one in cohorts], "instrument": SLUG, "voice": "teachers",
        "area": area, "before": "baseline", "after": "end",
    }  # fmt: skip
