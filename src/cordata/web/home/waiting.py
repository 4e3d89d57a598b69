"""Everything that waits for a person in some row: each app says its lines, one query reads them."""

from collections import defaultdict

from cordata.accounts.models import User
from cordata.calls.queries.assessing import asked_of_assessor
from cordata.clusters.queries.agreements import declined_in
from cordata.clusters.queries.waiting import listed_in
from cordata.cycles.queries.asked import asked_of_coordinators, asked_of_schools
from cordata.cycles.queries.ties import Tied
from cordata.kit.lines import Line, Lines, lines_of, read
from cordata.networks.queries import cohorts_running, coordinates
from cordata.practices.queries.asked import asked_of as asked_about_practices
from cordata.schools.queries.imports import imports_to_decide
from cordata.schools.queries.schools import schools_alone

ALONE, IMPORT, LISTED, NOT_SIGNED = "alone", "import", "listed", "not signed"

Waiting = dict[str, list[Line]]


def waiting_for(person: User, ours: Tied) -> Waiting:
    """By kind, in the order in which they came. One query; a second one where a cluster asks.

    What a cluster asks is told in many columns, which the other lines would have to fill.
    """
    lines = [*asked_of_assessor(person), *asked_about_practices(person)]
    alone = schools_alone(person)
    if not alone.query.is_empty():
        lines.append(lines_of(alone, ALONE, thing="public_id", place="name"))
    if coordinates(person):
        lines += [*asked_of_coordinators(person), *_coordinated(person)]
    return _by_kind([*read(lines), *read(list(asked_of_schools(ours.ties)))])


def waiting_in(ours: Tied) -> Waiting:
    """The same of clusters alone, for a cluster's own page."""
    return _by_kind(read(list(asked_of_schools(ours.ties))))


def _coordinated(person: User) -> list[Lines]:
    cluster = "agreement__cluster"
    running = cohorts_running(person)
    return [
        lines_of(listed_in(running), LISTED, thing="participation__public_id"),
        lines_of(
            imports_to_decide(person), IMPORT, thing="public_id", text="file_name",
            place="country",
        ),
        lines_of(
            declined_in(running), NOT_SIGNED, thing=f"{cluster}__public_id",
            text="declined_why", about=f"{cluster}__letter", who="participation__school__name",
            place=f"{cluster}__cohort__country",
        ),
    ]  # fmt: skip


def _by_kind(lines: list[Line]) -> Waiting:
    found: Waiting = defaultdict(list)
    for one in lines:
        found[one.kind].append(one)
    return found
