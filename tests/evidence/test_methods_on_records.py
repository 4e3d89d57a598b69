"""Every registered method on a table from records: registered, run, computed again the same, and one
record changed by hand is found.
"""

import pytest

from cordata.analysis.methods import METHODS
from cordata.calls.models import Mark
from cordata.clusters.actions.ending import end_cluster
from cordata.clusters.models import Cluster, Membership
from cordata.cycles.models import Activity, Attendance
from cordata.evidence.actions.analyses import freeze_and_run, register_analysis
from cordata.evidence.queries.recompute import recompute
from cordata.evidence.queries.releasing import why_not_released
from cordata.evidence.queries.tables import KINDS
from cordata.networks.models import Participation
from cordata.surveys.models import Snapshot
from tests import cast as casting
from tests import factories as make
from tests.calls import making as calling
from tests.cycles.year import activity
from tests.evidence import making, records

# No data are read by "mdes"; money has its own tables.
ELSEWHERE = {"mdes", "costs", "cost-effectiveness"}


@pytest.fixture
def cast(db):
    return casting.gather()


@pytest.fixture
def marta(cast):
    return cast.people["coordinator"]


@pytest.fixture
def ask(cast):
    """Register a method on a kind as the kind proposes it, freeze, run."""
    of = making.project(cast)

    def asked(kind, method, params, **spec):
        analysis = register_analysis(
            of, title=method, expects="A gain.", kind=kind,
            params={"cohorts": [cast.cohort.public_id], **params},
            ask={"method": method, "seed": 7, "spec": {**KINDS[kind].fits[method], **spec}},
            comparisons=3, by=cast.people["researcher"],
        )  # fmt: skip
        assert not analysis.is_confirmatory
        assert analysis.comparisons == 3
        return freeze_and_run(analysis, by=cast.people["researcher"])

    return asked


def number(run, name):
    assert not run.refused, run.document["result"]["checks"]
    return run.document["result"]["estimates"][name]


def same(*runs):
    for one in runs:
        again = recompute(one)
        assert again.same, (one.analysis.title, again)


def changed(runs, **cells):
    for one in runs:
        assert recompute(one).changed_cells == cells, one.analysis.title


def test_schools_with_dose(cast, marta, ask):
    mentored, _waiting, _clusters = records.two_arms(cast.cohort, marta, each=8)
    kind, measure = "schools-with-dose/1", records.MEASURE
    runs = {name: ask(kind, name, measure) for name in KINDS[kind].fits}

    assert number(runs["change"], "change")["value"] == pytest.approx(14 / 32, abs=1e-9)
    effect = number(runs["ancova"], "effect")
    assert effect["low"] < 10 / 16 - 4 / 16 < effect["high"]
    assert number(runs["moderation"], "priority")["low"] is not None
    assert number(runs["sensitivity"], "complete")["value"] == effect["value"]
    assert number(runs["mixed"], "hours")["p"] is None
    same(*runs.values())

    Attendance.objects.filter(participation=mentored[0]).first().delete()
    changed(runs.values(), sessions=1, hours=1, people_hours=1, travel_hours=1, online=1)


def test_who_was_lost(cast, marta, ask):
    mentored, _waiting, _clusters = records.two_arms(cast.cohort, marta, each=3)
    for school in mentored[:2]:
        school.rounds.get(occasion="end").snapshot.delete()
    run = ask("drop-out/1", "drop-out", records.MEASURE)

    assert number(run, "lost")["value"] == 4 / 14  # two of the cast were never asked
    assert number(run, "lost-treated")["value"] == 2 / 6
    assert number(run, "lost-comparison")["value"] == 2 / 8
    [look] = run.document["result"]["checks"]
    assert (look["code"], look["level"]) == ("attrition", "warn")
    same(run)
    Participation.objects.filter(pk=mentored[0].pk).update(priority=False)
    changed([run], priority=1)


def test_schools_by_round(cast, marta, ask):
    first = records.dated(make.cohort(name="2025/26"), began=560, ends=200)
    records.dated(cast.cohort, began=190, ends=-170)
    schools = [make.school() for _one in range(18)]
    then = [make.mentee(first, school=one) for one in schools]
    now = [make.mentee(cast.cohort, school=one) for one in schools]
    for at in range(0, 6, 2):
        made = records.cluster(first, marta, then[at : at + 2], since=540)
        lead = make.mentor(cast.cohort, school=records.lead_of(made).school)
        records.cluster(cast.cohort, marta, now[at : at + 2], since=180, lead=lead)
    for at in range(6, 12, 2):
        records.cluster(cast.cohort, marta, now[at : at + 2], since=180)
    for at in range(18):
        gains = (0, at < 6 and at % 3, at < 6 and at % 3, at < 12 and at % 3 > 0)
        for part, occasion, days, gain in zip(
            (then[at], then[at], now[at], now[at]), ("baseline", "end") * 2,
            (500, 300, 150, 20), gains, strict=True,
        ):  # fmt: skip
            making.closed(part, 2 + min(int(gain), 2), occasion=occasion, days=days)
    both = {"cohorts": [first.public_id, cast.cohort.public_id], **records.MEASURE}
    runs = [ask("schools-by-round/1", name, both) for name in ("staggered", "mixed")]

    assert number(runs[0], "overall")["value"] > 0
    assert number(runs[1], "treated")["value"] > 0
    same(*runs)
    one = Snapshot.objects.filter(round__occasion="end").order_by("pk").first()
    one.figures["voices"]["teachers"]["mean"][0] += 1
    one.save()
    for run in runs:
        again = recompute(run)
        assert (again.changed_cells, again.broken_rounds) == ({"mean": 1}, (one.public_id,))


def test_ties(cast, marta, ask):
    records.dated(cast.cohort, began=200, ends=-170)
    made = records.cluster(
        cast.cohort, marta, [cast.theirs, cast.others], since=150, lead=cast.leading
    )
    for school in (cast.theirs, cast.others):
        records.visited(made, school, days=60)
    records.visited(made, cast.theirs, days=40, host=cast.theirs)
    run = ask("ties-of-schools/1", "network", {}, nodes=3, asked=3, answered=3)

    assert number(run, "reciprocity")["value"] == 2 / 3
    assert number(run, "external-internal")["p"] is not None
    same(run)
    Activity.objects.filter(kind="visit").order_by("pk").first().delete()
    changed([run], rows=1)


def test_pairs_after_support(cast, marta, ask):
    records.dated(cast.cohort, began=560, ends=200)
    clusters = []
    for number_of in range(6):
        two = [make.mentee(cast.cohort) for _one in "ab"]
        made = records.cluster(cast.cohort, marta, two, since=540)
        for school in two:
            for time in range(number_of + 1):
                records.visited(made, school, days=300 + time)
        end_cluster(made, version=made.version, by=marta)
        records.visited(made, two[0], days=10 if number_of in (1, 4) else 190 - 10 * number_of)
        clusters.append(made)
    Cluster.objects.update(closed_on=records.day(200))
    until = {"until": records.day(0).isoformat()}
    kind = "pairs-after-support/1"
    lasting = ask(kind, "continuation", until, at=[20, 100])
    causes = ask(kind, "continuation-causes", until, cuts=[20, 100])

    assert number(lasting, "going-on@20")["value"] == pytest.approx(5 / 12)
    assert number(causes, "odds:hours")["low"] is not None
    same(lasting, causes)
    Membership.objects.filter(cluster=clusters[0], side="mentee").update(online=True)
    changed([lasting, causes], online=2)


def test_uptake(cast, marta, ask):
    first = records.dated(make.cohort(name="2025/26"), began=560, ends=200)
    records.dated(cast.cohort, began=190, ends=-170)
    schools = [make.mentee(first) for _one in range(8)]
    for at in range(0, 8, 2):
        records.cluster(first, marta, schools[at : at + 2], since=540)
    make.mentor(cast.cohort, school=schools[0].school)
    params = {"cohorts": [first.public_id, cast.cohort.public_id],
              "until": records.day(0).isoformat()}  # fmt: skip
    plan = {"mentors": 4, "waiting": 40, "capacity": 2, "cycles": 3, "goal": 10, "runs": 500}
    run = ask("uptake/1", "diffusion", params, **plan)

    assert not run.refused
    assert run.document["result"]["estimates"]
    same(run)
    Participation.objects.filter(pk=schools[1].pk).update(side="mentor", max_places=2)
    changed([run], side=1, completes=1, willing=1, stays=1)


def test_changes_of_clusters(cast, marta, ask):
    records.two_arms(cast.cohort, marta, each=6)
    croatia = records.dated(make.cohort("HR"), began=200, ends=-170)
    records.two_arms(croatia, marta, each=6)
    params = {"cohorts": [cast.cohort.public_id, croatia.public_id], **records.MEASURE}
    kind = "changes-of-clusters/1"
    over = ask(kind, "synthesis", params)
    within = ask(kind, "synthesis-within", params)
    cases = ask(kind, "qca", params, anchors=[["hours", 1.0, 5.0, 9.0], ["online", 0.0, 0.5, 1.0],
                                              ["effect", 0.0, 0.4, 1.0]], draws=50)  # fmt: skip

    assert 0 < number(over, "average")["value"] < 1
    assert within.document["result"]["method"] == "synthesis-within/1"
    assert cases.document["result"]["checks"]
    same(over, within, cases)
    Activity.objects.order_by("pk").first().delete()
    for run in (over, within, cases):
        assert {"hours", "sessions"} <= recompute(run).changed_cells.keys()


def test_points_of_assessors(cast, marta, ask):
    make.topic("stem")
    call = calling.published(cast.cohort, marta, papers=False)
    for at in range(16):
        calling.sent(call, make.mentee(cast.cohort, name=f"IC {at}").school)
    calling.closed(call)
    points = {
        f"IT-26-{at:03}": [(at % 5, at % 4), (min(4, at % 5 + at % 2), at % 4)]
        for at in range(1, 17)
    }
    calling.assessed(call, points, marta)
    run = ask("assessments/1", "alpha", {}, draws=200)

    assert 0.5 < number(run, "alpha")["value"] < 1
    same(run)
    one = Mark.objects.order_by("pk").first()
    Mark.objects.filter(pk=one.pk).update(points=(one.points + 1) % 5)
    changed([run], points=1, share=1)


def test_answers_of_people(cast, marta, ask):
    croatia = make.cohort("HR")
    for cohort in (cast.cohort, croatia):
        for start in (2, 3, 4):
            making.closed(make.mentee(cohort), start, occasion="baseline", days=100)
    params = {"cohorts": [cast.cohort.public_id, croatia.public_id],
              "instrument": "whole-school", "voice": "teachers"}  # fmt: skip
    scales = [["A", ["A1", "A2", "A3"]]]
    run = ask("answers-of-people/1", "invariance", params, scales=scales)

    assert run.table.rows == 60
    assert run.document["result"]["checks"]
    same(run)
    Participation.objects.filter(cohort=croatia).order_by("pk").first().rounds.update(
        occasion="mid"
    )
    changed([run], rows=20)


def test_what_no_answers_stand_behind_is_released_from_five_units_on(cast, marta, ask):
    records.dated(cast.cohort, began=200, ends=-170)
    mentees = [make.mentee(cast.cohort) for _one in range(5)]
    made = records.cluster(cast.cohort, marta, mentees, since=150)
    for school in mentees[:4]:
        records.visited(made, school, days=60)
    few = ask("ties-of-schools/1", "network", {}, nodes=6, asked=6, answered=6)
    activity(
        made, 30, "well", host=records.lead_of(made),
        attending=[(records.lead_of(made), 1, 0), (mentees[4], 1, 0)],
    )  # fmt: skip
    enough = ask("ties-of-schools/1", "network", {}, nodes=6, asked=6, answered=6)

    assert (str(why_not_released(few)), str(why_not_released(enough))) == ("few", "")


def test_every_method_that_reads_records_is_offered_on_a_table():
    offered = {method for kind in KINDS.values() for method in kind.fits}

    assert offered >= METHODS.keys() - ELSEWHERE
