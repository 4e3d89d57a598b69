"""Ready clusters: the link by which schools join, and how far each has come."""

from dataclasses import dataclass

from django.core import signing

from cordata.calls.models import Application, Call, Outcome, ReadyCluster

SALT = "ready-cluster"


def invitation_to(together: ReadyCluster) -> str:
    """The secret of the link by which other schools join."""
    return signing.Signer(salt=SALT).sign(together.public_id)


def ready_cluster_with(secret: str, call: Call) -> ReadyCluster | None:
    """The ready cluster of a call that a link names; None if the link is not ours."""
    try:
        public_id = signing.Signer(salt=SALT).unsign(secret)
    except signing.BadSignature:
        return None
    return ReadyCluster.objects.filter(call=call, public_id=public_id).first()


def schools_in(together: ReadyCluster) -> list[Application]:
    """Its applications of now, the mentor school first."""
    present = together.applications.exclude(state=Application.State.WITHDRAWN)
    return list(present.select_related("school__main_site").order_by("-side", "started_at"))


@dataclass(frozen=True)
class Member:
    """One school that applies, and what was decided; "" while nothing is."""

    application: Application
    result: str


@dataclass(frozen=True)
class Together:
    """A ready cluster at the desk; ``ready_cluster`` is None for a school that came alone."""

    ready_cluster: ReadyCluster | None
    members: list[Member]

    @property
    def public_id(self) -> str:
        """Of the ready cluster; of the application that came alone."""
        if self.ready_cluster:
            return str(self.ready_cluster.public_id)
        return str(self.members[0].application.public_id)

    @property
    def is_sent(self) -> bool:
        """Whether every school has sent."""
        return all(one.application.state == Application.State.SENT for one in self.members)

    @property
    def is_decided(self) -> bool:
        """Whether there is a decision on every school."""
        return all(one.result for one in self.members)

    @property
    def accepted(self) -> list[Application]:
        """The schools that were accepted, the mentor school first."""
        taken = Outcome.Result.ACCEPTED
        return [one.application for one in self.members if one.result == taken]

    @property
    def can_be_a_cluster(self) -> bool:
        """Whether a mentor school and a mentee school are accepted, and nobody is open."""
        sides = {one.side for one in self.accepted}
        return self.is_decided and sides == {"mentor", "mentee"}


def together_in(call: Call) -> list[Together]:
    """Every ready cluster of a call; at an open door, the schools that came alone, too."""
    applications = call.applications.exclude(state=Application.State.WITHDRAWN)
    if not call.is_open_door:
        applications = applications.exclude(ready_cluster=None)
    results = results_of(call)
    groups: dict[object, list[Member]] = {}
    for one in applications.select_related("school__main_site", "ready_cluster").order_by(
        "ready_cluster__started_at", "-side", "started_at"
    ):
        key = one.ready_cluster_id or one.public_id
        groups.setdefault(key, []).append(Member(one, results.get(one.pk, "")))
    return [Together(rows[0].application.ready_cluster, rows) for rows in groups.values()]


def results_of(call: Call) -> dict[int, str]:
    """What was decided last for each application (its key)."""
    decided = Outcome.objects.filter(
        selection__call=call, selection__decided_at__isnull=False
    ).order_by("selection__decided_at", "pk")
    return dict(decided.values_list("application_id", "result"))


def together_with(call: Call, public_id: str) -> Together | None:
    """The ready cluster, or the application that came alone, with this public id."""
    return next((one for one in together_in(call) if one.public_id == public_id), None)
