"""Schools apply together: one starts a ready cluster, the others join by its link."""

from django.db import IntegrityError, transaction

from cordata.accounts.models import User
from cordata.calls.actions.applying import NotOpen, begin
from cordata.calls.models import Application, Call, ReadyCluster
from cordata.calls.queries.clock import takes
from cordata.history.actions import record
from cordata.schools.models import School

MOST_SCHOOLS = 12  # more is no cluster any more


class NotTogether(Exception):
    """These schools cannot apply together; ``why`` is a short code."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@transaction.atomic
def begin_together(
    call: Call,
    school: School,
    together: ReadyCluster,
    *,
    side: str,
    name: str,
    email: str,
    language: str,
    by: User | None,
) -> tuple[Application, str]:
    """Begin an application in a ready cluster: both, or neither.

    Raises what ``begin`` raises, and NotTogether.
    """
    application, token = begin(
        call, school, side=side, name=name, email=email, language=language, by=by
    )
    join_ready_cluster(application, together, by=by)
    return application, token


@transaction.atomic
def start_ready_cluster(
    application: Application, *, name: str, aim: str, by: User | None = None
) -> ReadyCluster:
    """The school of ``application`` asks others to apply with it.

    Raises NotOpen, NotTogether.
    """
    _may_change(application)
    if not application.call.takes_ready_clusters:
        raise NotTogether("not_in_this_call")
    if application.ready_cluster_id:
        raise NotTogether("in_one_already")
    together = ReadyCluster.objects.create(call=application.call, name=name, aim=aim)
    _put(application, together)
    _note("ready_cluster.started", application, together, by)
    return together


@transaction.atomic
def join_ready_cluster(
    application: Application, together: ReadyCluster, *, by: User | None = None
) -> None:
    """The school of ``application`` joins. Raises NotOpen, NotTogether."""
    _may_change(application)
    if together.call_id != application.call_id:
        raise NotTogether("another_call")
    if application.ready_cluster_id not in {None, together.pk}:
        raise NotTogether("in_one_already")
    ReadyCluster.objects.select_for_update().get(pk=together.pk)
    present = together.applications.exclude(state=Application.State.WITHDRAWN)
    if present.count() >= MOST_SCHOOLS:
        raise NotTogether("full")
    _put(application, together)
    _note("ready_cluster.joined", application, together, by)


@transaction.atomic
def leave_ready_cluster(application: Application, *, by: User | None = None) -> None:
    """The school goes on alone. Raises NotOpen."""
    _may_change(application)
    together = application.ready_cluster
    if together is None:
        return
    _put(application, None)
    _note("ready_cluster.left", application, together, by)


def _may_change(application: Application) -> None:
    if not takes(application) or application.state == Application.State.WITHDRAWN:
        raise NotOpen


def _put(application: Application, together: ReadyCluster | None) -> None:
    application.ready_cluster = together
    try:
        with transaction.atomic():
            application.save(update_fields=["ready_cluster"])
    except IntegrityError as second_mentor:
        raise NotTogether("has_a_mentor_school") from second_mentor


def _note(verb: str, application: Application, together: ReadyCluster, by: User | None) -> None:
    scope = f"country:{application.call.cohort.country_id}"
    school = application.school
    record(verb, on=together, by=by, scope=scope, concerns=school, name=together.name)
