"""Who in a cluster is strong where another has a gap, from reports that schools share."""

from dataclasses import dataclass

from cordata.clusters.models import Membership
from cordata.surveys.models import Round
from cordata.surveys.queries.gate import Audience
from cordata.surveys.queries.reports import report_of


@dataclass(frozen=True)
class Standing:
    """What a school's last shared report says in words: codes of areas, "" if nothing."""

    member: Membership
    strong: str
    gap: str


@dataclass(frozen=True)
class AreaRow:
    """One area with what it is to each school, in the order of the columns."""

    label: str
    kinds: list[tuple[Membership, str]]

    @property
    def helpers(self) -> list[Membership]:
        """Schools that are strongest here."""
        return [member for member, kind in self.kinds if kind == "strong"]

    @property
    def seekers(self) -> list[Membership]:
        """Schools that have their largest gap here."""
        return [member for member, kind in self.kinds if kind == "gap"]


def strengths_of(
    members: list[Membership], language: str
) -> tuple[list[Membership], list[AreaRow]]:
    """The schools that share a report, and the areas in which one is strong or has its gap.

    Areas where somebody can help somebody come first.
    """
    labels: dict[str, str] = {}
    standings = []
    shared = _last_shared([one.participation_id for one in members])
    for member in members:
        which = shared.get(member.participation_id)
        if which is None:
            continue
        report = report_of(which, Audience.WIDER, language)
        labels |= {line.code: line.label for line in report.lines}
        standings.append(
            Standing(
                member,
                report.strong.code if report.strong else "",
                report.gap.code if report.gap else "",
            )
        )
    rows = [AreaRow(label, [(one.member, _kind(one, code)) for one in standings])
            for code, label in labels.items()]  # fmt: skip
    told = [row for row in rows if row.helpers or row.seekers]
    told.sort(key=lambda row: not (row.helpers and row.seekers))
    return [one.member for one in standings], told


def _kind(standing: Standing, code: str) -> str:
    if code == standing.gap:
        return "gap"
    return "strong" if code == standing.strong else ""


def _last_shared(participations: list[int]) -> dict[int | None, Round]:
    """The newest shared round of each school."""
    rounds = Round.objects.filter(
        participation__in=participations, shared__isnull=False, snapshot__isnull=False
    ).select_related("instrument", "participation", "snapshot")
    return {one.participation_id: one for one in rounds.order_by("opens_at")}
