"""The letter to each person of each school that a publication changes, in their language.

The check page shows what this returns, and the action writes what this returns.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urljoin

from django.conf import settings
from django.utils import translation
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from cordata.accounts.models import RoleKind, Scope, User
from cordata.accounts.queries import people_with_role
from cordata.clusters.models import Plan
from cordata.clusters.queries.codes import letters
from cordata.clusters.queries.inputs import STANDING
from cordata.clusters.queries.ties import ties_by_mentor
from cordata.networks.models import Participation
from cordata.networks.queries.taking_part import taking_part


@dataclass(frozen=True)
class Letter:
    """One letter as it will be sent."""

    to: User
    school: str
    subject: str
    body: str


@dataclass(frozen=True)
class Tied:
    """A mentor school and the schools tied to it, of which some are new."""

    letter: str
    mentor: Participation
    mentees: list[Participation]
    new: frozenset[str]


def tied_by(plan: Plan) -> list[Tied]:
    """What ``plan`` would change: read before it is published, shown and then written."""
    schools = {one.public_id: one for one in taking_part(plan.draft.cohort)}
    standing = {pin["mentee"] for pin in plan.document["pins"] if pin["reason"] == STANDING}
    found = []
    for letter, (mentor, ties) in zip(letters(), ties_by_mentor(plan).items(), strict=False):
        mentees = [tie.mentee for tie in ties]
        new = frozenset(mentees) - standing
        if new:
            found.append(Tied(letter, schools[mentor], [schools[one] for one in mentees], new))
    return found


def letters_about(clusters: Iterable[Tied], *, by: User) -> list[Letter]:
    """The letters that tell about ``clusters``, by cluster, mentor first, then by code."""
    clusters = list(clusters)
    readers = _readers(clusters)
    written = []
    for cluster in clusters:
        for school in [cluster.mentor, *cluster.mentees]:
            if school.public_id in cluster.new or school == cluster.mentor:
                for reader in readers[school.school.public_id]:
                    written.append(_letter(reader, school, cluster, by))
    return written


def _readers(clusters: list[Tied]) -> Mapping[str, list[User]]:
    schools = {
        school.school.public_id
        for cluster in clusters
        for school in [cluster.mentor, *cluster.mentees]
    }
    readers: dict[str, list[User]] = defaultdict(list)
    for person, place in people_with_role(
        [RoleKind.HEAD, RoleKind.TEAM], Scope.SCHOOL, schools
    ):
        if person not in readers[place]:
            readers[place].append(person)
    return readers


def _letter(reader: User, school: Participation, cluster: Tied, by: User) -> Letter:
    with translation.override(reader.language):
        facts = {
            "school": school.school.name,
            "mentor": cluster.mentor.school.name,
            "place": cluster.mentor.school.municipality,
            "schools": get_text_list([one.school.name for one in cluster.mentees], _("and")),
            "letter": cluster.letter,
            "address": urljoin(settings.PUBLIC_ADDRESS, f"/{reader.language}/home"),
            "coordinator": by.name,
        }
        subject = _("%(school)s: your mentoring group is ready") % facts
        body = (_mentor_text() if school.is_mentor else _mentee_text()) % facts
    return Letter(reader, school.school.name, subject, body)


def _mentor_text() -> str:
    return _(
        "Dear colleagues of %(school)s,\n\n"
        "you lead group %(letter)s. These schools are tied to you: %(schools)s.\n\n"
        "Here you see who they are, what they need and what you can offer:\n%(address)s\n\n"
        "If something is wrong, answer this letter.\n\n%(coordinator)s"
    )


def _mentee_text() -> str:
    return _(
        "Dear colleagues of %(school)s,\n\n"
        "your mentor school is %(mentor)s in %(place)s. You are in group %(letter)s, "
        "with these schools: %(schools)s.\n\n"
        "Here you see why you were matched and what happens next:\n%(address)s\n\n"
        "If something is wrong, answer this letter.\n\n%(coordinator)s"
    )
