"""The cast in the middle of its year: as much asked of everybody as a lived network asks at once."""

import datetime as dt

from django.utils import timezone

from cordata.calls.models import Assessor
from cordata.clusters.models import Cluster, CommentRound, Draft, Plan
from cordata.cycles.actions import follow_ups, proposals, reflections, reviews, talk
from cordata.cycles.actions.goals import add_step
from cordata.cycles.actions.proposals import Wording
from cordata.cycles.models import Post
from cordata.cycles.queries.follow_ups import asking_in
from cordata.documents.actions import write_and_publish
from cordata.schools.models import RegisterImport
from cordata.surveys.models import Wave
from tests import cast as casting
from tests import factories as make
from tests.calls import making as calling
from tests.cycles.year import activity, ago, cluster_of, goal, moved
from tests.practices import making as practising
from tests.surveys import asking


def network():
    """The cast, and its cluster. Beside the others: the head who leads, alone in her team."""
    cast = casting.gather()
    lead = make.person("Lucia")
    make.role(lead, "head", "school", cast.leading.school.public_id)
    cast.people["lead"] = lead
    cast.people["mentor_team"].roles.update(until=timezone.now())
    cluster = cluster_of(cast, age=90)
    _met(cast, cluster)
    _asked_in_talk(cast, cluster)
    _planned(cast)
    _answered(cast)
    practising.asked(cast)
    _next_year(cast)
    RegisterImport.objects.create(
        country="IT", layout="plain", file_name="scuole.csv", file_digest="", content=b"",
        state="checked",
    )  # fmt: skip
    return cast, cluster


def _met(cast, cluster):
    """Two visits did not happen, which the coordinator will speak of; others come."""
    marta = cast.people["coordinator"]
    for days in (20, 10):
        activity(cluster, days, "not_held")
    activity(cluster, 3, called_by=cast.leading)
    for called_by in (cast.leading, cast.theirs):
        activity(cluster, -5, called_by=called_by)
    alert = asking_in(Cluster.objects.all())[0].first.alert
    soon = timezone.localdate() + dt.timedelta(days=2)
    follow_ups.take_alert(cluster, alert, owner=marta, planned_on=soon, by=marta)


def _asked_in_talk(cast, cluster):
    """Each side waits for an answer of the other, and for what it thinks of the year."""
    for who, asked in (("team", cast.leading), ("lead", cast.theirs)):
        by = cast.people[who]
        thread = talk.start_thread(cluster, title="Robot", text="Si fa?", language="it", by=by)
        talk.answer(thread, text="Quando?", language="it", asks=asked, by=by)
    Post.objects.update(written_at=ago(days=3))
    reflections.open_reflection(cluster, about="Primo", by=cast.people["team"])


def _planned(cast):
    """A goal with a step that falls due and words to find; one proposed, one declined."""
    ours, team, today = goal(cast.theirs), cast.people["team"], timezone.localdate()
    add_step(ours, text="Passo", owner="Anna", due_on=today, by=team)
    moved(ours, "trying", 2, team)
    reviews.review_goals(
        cast.theirs, held_on=today, mentor_there=True, verdicts={ours: ("change", "Meno")}, by=team
    )  # fmt: skip
    for text in ("Uno", "Due"):
        made = proposals.propose_goals(cast.theirs, [Wording(text, "W", "S")], by=team)
    proposals.decline_proposal(made[0], note="Prima la rete", by=cast.people["lead"])


def _answered(cast):
    """A wave closes in four days; the school that leads was never asked."""
    opens = timezone.now() - dt.timedelta(days=10)
    which = asking.ask(cast.theirs, opens=opens)
    which.wave = Wave.objects.create(
        cohort=cast.cohort, instrument=which.instrument, occasion="baseline", opens_at=opens,
        closes_at=which.closes_at,
    )  # fmt: skip
    which.save()


def _next_year(cast):
    """A call in which the head who leads assesses; of another cohort the clusters are proposed."""
    marta = cast.people["coordinator"]
    call = calling.published(make.cohort(name="2028/29"), marta)
    Assessor.objects.create(call=call, person=cast.people["lead"])
    again = make.mentor(make.cohort(name="2027/28"), school=cast.leading.school)
    left = make.mentee(again.cohort)
    ties = [{"mentee": "par_x", "mentor": again.public_id, "mode": "travel"}]
    document = {
        "mentors": [{"id": again.public_id}], "ties": ties, "left_out": [left.public_id]
    }  # fmt: skip
    draft = Draft.objects.create(
        cohort=again.cohort, number=1, state="ready", computed_at=timezone.now()
    )
    draft.chosen = Plan.objects.create(
        draft=draft, variant="balanced", document=document, objective=0, bound=0
    )
    draft.save()
    CommentRound.objects.create(draft=draft, until=timezone.localdate() + dt.timedelta(days=5))


def write_something():
    """Whatever is kept until something is done is read anew."""
    from cordata.documents.models import Document

    about = Document.objects.get(slug="about")
    write_and_publish(about, language="en", title="A", body="B.", after=1, by=None)
