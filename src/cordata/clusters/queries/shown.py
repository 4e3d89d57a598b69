"""A plan as the page shows it: clusters with their rows, schools without a mentor, facts."""

from dataclasses import dataclass
from typing import Any

from cordata.analysis.matching.changes import Change, changes_for
from cordata.analysis.matching.why import Pair
from cordata.clusters.models import Pin, Plan, Waiting
from cordata.clusters.queries.codes import letters
from cordata.clusters.queries.drafts import Summary, summary_of
from cordata.clusters.queries.explain import explainer_of
from cordata.clusters.queries.inputs import STANDING
from cordata.clusters.queries.ties import ties_by_mentor
from cordata.networks.models import Participation
from cordata.networks.queries.taking_part import taking_part
from cordata.networks.queries.topics import labels

TONES = "abcde"


@dataclass(frozen=True)
class Row:
    """One school in a cluster."""

    school: Participation
    code: str
    pair: Pair
    pin: Pin | None
    standing: bool

    @property
    def asked(self) -> int:
        """How many needs the school named."""
        return len(self.pair.needs_met) + len(self.pair.needs_unmet)

    @property
    def dots(self) -> list[bool]:
        """One dot a need, filled where the mentor offers it."""
        met = len(self.pair.needs_met)
        return [at < met for at in range(self.asked)]


@dataclass(frozen=True)
class Group:
    """One cluster to be."""

    letter: str
    tone: str
    mentor: Participation
    offers: list[str]
    rows: list[Row]


@dataclass(frozen=True)
class LeftOut:
    """A school without a mentor, and the smallest changes that would place it."""

    school: Participation
    changes: list[tuple[Change, Participation]]


@dataclass(frozen=True)
class Need:
    """How often a topic was asked by matched schools, and met."""

    label: str
    asked: int
    met: int


@dataclass(frozen=True)
class Shown:
    """Everything the proposal's page says."""

    summary: Summary
    groups: list[Group]
    left_out: list[LeftOut]
    waiting: list[Waiting]
    needs: list[Need]
    pins: list[Pin]
    pins_price: float
    idle: list[Participation]

    @property
    def least_met(self) -> int | None:
        """The fewest needs met in any school that named some."""
        met = [
            len(row.pair.needs_met) for group in self.groups for row in group.rows if row.asked
        ]
        return min(met, default=None)


def show_plan(plan: Plan) -> Shown:
    """Read a plan for its page."""
    cohort = plan.draft.cohort
    schools = {one.public_id: one for one in taking_part(cohort)}
    pins = _pins(plan)
    words = labels()
    groups = _groups(plan, schools, pins, words)
    leading = {group.mentor.public_id for group in groups}
    return Shown(
        summary=summary_of(plan),
        groups=groups,
        left_out=_left_out(plan, schools),
        waiting=list(
            Waiting.objects.filter(cohort=cohort).select_related(
                "participation__school__main_site"
            )
        ),
        needs=needs_asked_and_met(groups, words),
        pins=list(pins.values()),
        pins_price=sum(pin.price for pin in pins.values()) / 100,
        idle=[
            one for one in schools.values() if one.is_mentor and one.public_id not in leading
        ],
    )


def _pins(plan: Plan) -> dict[str, Pin]:
    pins = Pin.objects.filter(cohort=plan.draft.cohort_id, lifted_at=None, kind=Pin.Kind.TIE)
    return {pin.mentee.public_id: pin for pin in pins.select_related("mentee", "mentor")}


def _groups(
    plan: Plan,
    schools: dict[str, Participation],
    pins: dict[str, Pin],
    words: dict[str, str],
) -> list[Group]:
    explainer = explainer_of(plan)
    standing = {pin["mentee"] for pin in plan.document["pins"] if pin["reason"] == STANDING}
    groups: list[Group] = []
    for letter, (mentor_id, ties) in zip(letters(), ties_by_mentor(plan).items(), strict=False):
        rows = []
        for number, tie in enumerate((tie for tie in ties if tie.mentee in schools), 1):
            pair, pin = explainer.tied(tie.mentee), pins.get(tie.mentee)
            if pair:
                pinned = pin if pin and pin.mentor.public_id == mentor_id else None
                code = f"{letter}{number}"
                rows.append(
                    Row(schools[tie.mentee], code, pair, pinned, tie.mentee in standing)
                )
        if mentor_id in schools:
            mentor: Any = schools[mentor_id]
            offers = [words[interest.topic.slug] for interest in mentor.wanted]
            tone = TONES[len(groups) % len(TONES)]
            groups.append(Group(letter, tone, mentor, offers, rows))
    return groups


def _left_out(plan: Plan, schools: dict[str, Participation]) -> list[LeftOut]:
    explainer, found = explainer_of(plan), []
    for school in plan.document["left_out"]:
        if school in schools:
            changes = changes_for(explainer, school)
            found.append(
                LeftOut(
                    schools[school],
                    [
                        (change, schools[change.mentor])
                        for change in changes
                        if change.mentor in schools
                    ],
                )
            )
    return found


def needs_asked_and_met(groups: list[Group], words: dict[str, str]) -> list[Need]:
    """Topics that matched schools asked for, most asked first."""
    asked: dict[str, int] = {}
    met: dict[str, int] = {}
    for group in groups:
        for row in group.rows:
            for topic in (*row.pair.needs_met, *row.pair.needs_unmet):
                asked[topic] = asked.get(topic, 0) + 1
            for topic in row.pair.needs_met:
                met[topic] = met.get(topic, 0) + 1
    order = sorted(asked, key=lambda topic: (-asked[topic], topic))
    return [Need(words.get(topic, topic), asked[topic], met.get(topic, 0)) for topic in order]
