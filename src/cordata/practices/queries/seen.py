"""What a person sees of practices: the set-wise twins of ``rules``."""

from functools import cache

from django.db.models import Exists, OuterRef, Q, QuerySet

from cordata.accounts.models import RoleKind, Scope, User
from cordata.accounts.queries import is_administrator, places_of
from cordata.networks.models import Programme
from cordata.practices.models import (
    Edition,
    Evidence,
    Expert,
    Passing,
    Practice,
    Says,
    Stage,
    Validation,
)
from cordata.schools.queries.schools import my_school_ids

AROUND = (
    "participation__school__main_site", "participation__cohort__programme",
    "participation__cohort__country", "picture", "written_by",
)  # fmt: skip


def practices_told_by(person: User) -> QuerySet[Practice]:
    """The set-wise twin of ``rules.may_tell``: those of a person's schools, newest first."""
    found = Practice.objects.filter(participation__school__public_id__in=my_school_ids(person))
    return found.select_related(*AROUND).order_by("-written_at", "-pk")


def practices_documented_by(person: User) -> QuerySet[Practice]:
    """The set-wise twin of ``rules.may_document``, what was sent first comes first."""
    found = Practice.objects.filter(_researched_by(person), sent_at__isnull=False)
    return found.select_related(*AROUND).order_by("sent_at", "pk")


def practices_read_by(person: User | None) -> QuerySet[Practice]:
    """The set-wise twin of ``rules.may_read``."""
    editions = Edition.objects.filter(practice=OuterRef("pk"))
    seen = Q(Exists(editions.filter(state=Edition.State.PUBLISHED)), withdrawn_at=None)
    if person is not None:
        asked = Exists(editions.filter(state=Edition.State.VALIDATING))
        seen |= Q(
            asked, participation__cohort__programme__in=_programmes(person), withdrawn_at=None
        )
        seen |= Q(participation__school__public_id__in=my_school_ids(person))
        seen |= Q(sent_at__isnull=False) & _researched_by(person)
    return Practice.objects.filter(seen).select_related(*AROUND).order_by("pk")


def evidence_read_by(person: User | None) -> QuerySet[Evidence]:
    """Of the published edition everybody's; of others only for who works on them."""
    seen = Q(edition__state=Edition.State.PUBLISHED, edition__practice__withdrawn_at=None)
    if person is not None:
        practices = practices_told_by(person) | practices_documented_by(person)
        seen |= Q(edition__practice__in=practices.order_by().values("pk"))
        seen |= Q(
            edition__state=Edition.State.VALIDATING,
            edition__practice__withdrawn_at=None,
            edition__practice__participation__cohort__programme__in=_programmes(person),
        )
    return Evidence.objects.filter(seen).select_related("file").order_by("pk")


def editions_validated_by(person: User, stage: str) -> QuerySet[Edition]:
    """The set-wise twin of ``rules.may_validate``, of those that wait for this stage now."""
    found = _waiting_for(stage)
    if stage == Stage.PROJECT:
        wrote = Edition.writers.through.objects.filter(edition=OuterRef("pk"), user=person)
        found = found.filter(_researched_by(person, "practice__"))
        found = found.exclude(documented_by=person).exclude(Exists(wrote))
    else:
        found = found.filter(practice__participation__cohort__programme__in=_programmes(person))
        if documents_practices(person):  # most people do not; they pay for no condition
            found = found.exclude(_researched_by(person, "practice__"))
    if ours := my_school_ids(person):
        found = found.exclude(practice__participation__school__public_id__in=ours)
    return found


@cache  # decision 0030
def _waiting_for(stage: str) -> QuerySet[Edition]:
    """Editions whose words of now wait for this stage, whoever decides; oldest first."""
    decided = Validation.objects.filter(
        edition=OuterRef("pk"), of_version=OuterRef("version"), says=Says.APPROVE
    )
    found = Edition.objects.filter(
        ~Exists(decided.filter(stage=stage)),
        state=Edition.State.VALIDATING, practice__withdrawn_at=None,
    )  # fmt: skip
    if stage == Stage.EXPERT:
        found = found.filter(Exists(decided.filter(stage=Stage.PROJECT)))
    around = (f"practice__{one}" for one in AROUND)
    return found.select_related(*around, "documented_by").order_by("changed_at", "pk")


def documents_practices(person: User) -> bool:
    """Whether there is anything to document for this person; costs nothing beyond the roles."""
    return any(
        places_of(person, RoleKind.RESEARCHER, scope)
        for scope in (Scope.PROGRAMME, Scope.COUNTRY)
    )


def programmes_naming_experts(person: User) -> QuerySet[Programme]:
    """The set-wise twin of ``rules.may_name_experts``, by name."""
    found = Programme.objects.order_by("name", "pk")
    if is_administrator(person):
        return found
    return found.filter(public_id__in=places_of(person, RoleKind.COORDINATOR, Scope.PROGRAMME))


def experts_of(programme: Programme) -> QuerySet[Expert]:
    """Who is named now, longest first."""
    found = programme.experts.filter(ended_at=None).select_related("person", "named_by")
    return found.order_by("named_at", "pk")


def passings_to_confirm(person: User) -> QuerySet[Passing]:
    """The set-wise twin of ``rules.may_confirm``, of those that wait, oldest first."""
    mine = my_school_ids(person)
    teaching = Q(teacher__public_id__in=mine) & ~Q(told_for__public_id__in=mine)
    learning = Q(learner__public_id__in=mine) & ~Q(told_for__public_id__in=mine)
    found = Passing.objects.filter(teaching | learning, confirmed_at=None, ended_at=None)
    return found.select_related("practice", "teacher", "learner", "told_for").order_by(
        "told_at", "pk"
    )


def _programmes(person: User) -> QuerySet[Expert, int]:
    named = Expert.objects.filter(person=person, ended_at=None)
    return named.values_list("programme", flat=True)


def _researched_by(person: User, of: str = "") -> Q:
    countries = places_of(person, RoleKind.RESEARCHER, Scope.COUNTRY)
    programmes = places_of(person, RoleKind.RESEARCHER, Scope.PROGRAMME)
    cohort = f"{of}participation__cohort__"
    return Q(**{f"{cohort}country__in": countries}) | Q(
        **{f"{cohort}programme__public_id__in": programmes}
    )
