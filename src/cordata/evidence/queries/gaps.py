"""What the own network knows and does not: model by context, for one outcome or any.

A context is a condition of a call, so that what is missing can be asked for in the next one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cordata.analysis.coordination.enough import Enough, enough
from cordata.analysis.forms.definition import Form
from cordata.analysis.selection.conditions import meets
from cordata.evidence.models import Finding
from cordata.evidence.queries.kinds.mentored import Tied, tied_schools
from cordata.evidence.queries.kinds.models_of_clusters import AXES, levels_of
from cordata.surveys.models import Instrument, InstrumentVersion
from cordata.surveys.queries.forms import form_of

CONTEXTS: Mapping[str, Mapping[str, Any]] = {
    "remote": {"remote": True},
    "small": {"most_pupils": 200},
    "large": {"least_pupils": 600},
    "primary": {"levels": ["1"]},
    "secondary": {"levels": ["2", "3"]},
    "priority": {"priority": True},
}
FEWEST = 5
PARTED = "|"  # between a questionnaire and its area


@dataclass(frozen=True)
class Known:
    """What stands in one cell.

    clusters, schools  that there are
    asked              schools of them that were asked before and after
    findings           released ones on this outcome whose cohorts have such schools
    enough             clusters of this context asked on this outcome, of the level and of others;
                       None where no outcome is chosen: what was asked here and there may differ
    """

    level: str
    context: str
    clusters: int
    schools: int
    asked: int
    findings: tuple[Finding, ...]
    enough: Enough | None

    @property
    def is_empty(self) -> bool:
        """Nobody was asked twice, and nothing is released: nothing is known."""
        return not self.asked and not self.findings

    @property
    def is_few(self) -> bool:
        """Too few schools to be counted in public: some would be known by what they have in common."""
        return 0 < self.schools < FEWEST


@dataclass(frozen=True)
class Outcome:
    """An area of a questionnaire, as "slug|area", with the words of its form."""

    key: str
    form: Form
    area: str


def outcomes() -> list[Outcome]:
    """Every area of the published questionnaires, in their order."""
    published = InstrumentVersion.objects.filter(
        state=InstrumentVersion.State.PUBLISHED, instrument__kind=Instrument.Kind.QUESTIONNAIRE
    )
    keys = dict(published.order_by("pk").values_list("instrument__slug", "pk"))
    forms = {slug: form_of(keys[slug]) for slug in sorted(keys)}
    return [
        Outcome(f"{slug}{PARTED}{area}", form, area)
        for slug, form in forms.items()
        for area in form.areas
    ]


def gaps(axis: str, outcome: str = "") -> list[list[Known]]:
    """A row for each level of the axis, a cell for each of ``CONTEXTS``. Four queries.

    outcome  "slug|area"; "" for any
    """
    if axis not in AXES:
        raise LookupError(axis)
    tied, released = tied_schools((axis,)), _released(outcome)
    slug = outcome.partition(PARTED)[0]
    return [
        [_known(axis, level, context, tied, released, slug) for context in CONTEXTS]
        for level in levels_of(axis)
    ]


def gap(axis: str, level: str, context: str, outcome: str = "") -> Known:
    """One cell. Raises LookupError for what is no cell."""
    found = [one for row in gaps(axis, outcome) for one in row]
    some = [one for one in found if (one.level, one.context) == (level, context)]
    if not some:
        raise LookupError(level)
    return some[0]


def _known(
    axis: str,
    level: str,
    context: str,
    tied: Sequence[Tied],
    released: Sequence[Finding],
    slug: str,
) -> Known:
    fitting = [one for one in tied if meets(CONTEXTS[context], one.facts)]
    mine = [one for one in fitting if one.model[axis] == level]
    asked = {
        one.cluster: (one.country, one.model[axis]) for one in fitting if slug in one.asked
    }
    cohorts = {one.cohort for one in mine}
    return Known(
        level,
        context,
        clusters=len({one.cluster for one in mine}),
        schools=len(mine),
        asked=sum(slug in one.asked if slug else bool(one.asked) for one in mine),
        findings=tuple(
            one for one in released if cohorts & set(one.run.table.params.get("cohorts", ()))
        ),
        enough=enough(list(asked.values()), level) if slug else None,
    )


def _released(outcome: str) -> list[Finding]:
    """Findings that stand released, on this outcome or any, the newest first."""
    found = Finding.objects.filter(state=Finding.State.RELEASED)
    if outcome:
        slug, _parted, area = outcome.partition(PARTED)
        found = found.filter(run__table__params__instrument=slug, run__table__params__area=area)
    wanted = found.select_related("run__table").defer("run__table__content")
    return list(wanted.order_by("-released_at", "-pk"))
