"""Everything that waits for a person in some row: each app says its lines, one query reads them."""

from collections import defaultdict

from cordata.accounts.models import User
from cordata.calls.queries.assessing import asked_of_assessor
from cordata.clusters.queries.agreements import declined_in
from cordata.cycles.queries.asked import asked_of_coordinators, asked_of_schools
from cordata.cycles.queries.ties import Tied
from cordata.kit.lines import Line, Lines, lines_of, read
from cordata.networks.queries import cohorts_running, coordinates
from cordata.practices.queries.asked import asked_of as asked_about_practices
from cordata.schools.queries.imports import imports_to_decide
from cordata.schools.queries.schools import my_school_ids, schools_alone

ALONE, IMPORT, NOT_SIGNED = "alone", "import", "not signed"

Waiting = dict[str, list[Line]]


def waiting_for(person: User, ours: Tied) -> Waiting:
    """By kind, in the order in which they came. One query."""
    lines = [*asked_of_assessor(person), *asked_about_practices(person)]
    if my_school_ids(person):
        alone = lines_of(schools_alone(person), ALONE, thing="public_id", place="name")
        lines += [*asked_of_schools(ours.ties), alone]
    if coordinates(person):
        lines += [*asked_of_coordinators(person), *_coordinated(person)]
    return _by_kind(lines)


def waiting_in(ours: Tied) -> Waiting:
    """The same of clusters alone, for a cluster's own page."""
    return _by_kind(list(asked_of_schools(ours.ties)))


def _coordinated(person: User) -> list[Lines]:
    cluster = "agreement__cluster"
    return [
        lines_of(
            imports_to_decide(person), IMPORT, thing="public_id", text="file_name",
            place="country",
        ),
        lines_of(
            declined_in(cohorts_running(person)), NOT_SIGNED, thing=f"{cluster}__public_id",
            text="declined_why", about=f"{cluster}__letter", who="participation__school__name",
            place=f"{cluster}__cohort__country",
        ),
    ]  # fmt: skip


def _by_kind(lines: list[Lines]) -> Waiting:
    found: Waiting = defaultdict(list)
    for one in read(lines):
        found[one.kind].append(one)
    return found
