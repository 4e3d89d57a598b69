"""Models side by side, and the map of gaps: counted by hand on a small network."""

import datetime as dt

import numpy as np
import pytest
from django.utils import timezone

from cordata.clusters.actions.founding import found_cluster
from cordata.clusters.models import Cluster, CoordinationModel
from cordata.cycles.models import Attendance
from cordata.evidence import rules
from cordata.evidence.models import Finding
from cordata.evidence.queries.comparison import compare
from cordata.evidence.queries.gaps import CONTEXTS, gap, gaps, outcomes
from cordata.evidence.queries.projects import clusters_watched_by
from cordata.kit.frames import to_parquet
from cordata.networks.models import Cohort
from cordata.schools.models import School
from tests import cast as casting
from tests import factories as make
from tests.cycles.year import activity, cluster_of
from tests.evidence import making
from tests.surveys import asking


@pytest.fixture
def cast(db):
    return casting.gather()


@pytest.fixture
def schools(cast):
    """Six clusters of two in a year that is over; the first two meet online only."""
    made = making.network(cast.cohort, cast.people["coordinator"])
    today = timezone.localdate()
    Cohort.objects.update(
        starts_on=today - dt.timedelta(days=400), ends_on=today - dt.timedelta(days=100)
    )
    virtual = Cluster.objects.order_by("pk")[:2]
    CoordinationModel.objects.filter(cluster__in=list(virtual)).update(mode="virtual")
    return made


def side(level, axis="mode"):
    return next(one for one in compare(axis) if one.level == level)


def contrast(cast):
    asked = {"axis": "mode", "compared": "virtual"}
    return making.about(making.quick(cast), "models-of-clusters/1", "effect", **asked)


def released(run, estimate="change"):
    Finding.objects.create(
        run=run, estimate=estimate, headline="Teachers agree more.", limits="-", language="en",
        state="released", released_at=timezone.now(), written_by=run.ran_by,
    )  # fmt: skip


def test_every_level_stands_there_with_its_clusters(schools):
    assert [(one.level, one.clusters, one.schools) for one in compare("mode")] == [
        ("face_to_face", 0, 0), ("blended", 4, 8), ("virtual", 2, 4),
    ]  # fmt: skip
    with pytest.raises(LookupError):
        compare("colour")


def test_reach_and_what_lasts_by_hand(cast, schools):
    # Of the eight in four clusters that meet both ways: three came to something, one afterwards.
    third, fourth = Cluster.objects.order_by("pk")[2:4]
    activity(third, 200, "well", attending=[(schools[4], 2, 0), (schools[5], 1, 0)])
    after = activity(fourth, 50, "well", attending=[(schools[6], 2, 0)])
    # Nobody of it came; not held; and not of a mentored school.
    activity(fourth, 200, "well", attending=[(schools[7], 0, 0)])
    activity(fourth, 210, "not_held", attending=[(schools[7], 3, 0)])

    found = side("blended")

    assert (found.reach.yes, found.reach.n, found.reach.groups) == (3, 8, 4)
    assert (found.lasts.yes, found.lasts.n) == (1, 8)
    assert found.lasts.low < 1 / 8 < found.lasts.high

    Attendance.objects.filter(activity=after).delete()
    assert side("blended").lasts.yes == 0


def test_a_school_that_began_another_year_is_still_supported(cast, schools):
    make.mentee(make.cohort(name="2027/28"), school=schools[4].school)

    assert side("blended").lasts.n == 7


def test_a_cluster_that_was_closed_with_its_year_can_tell_nothing(schools):
    third = Cluster.objects.order_by("pk")[2]
    third.closed_on = third.cohort.ends_on
    third.save()

    assert side("blended").lasts.n == 6


def test_a_year_that_runs_says_nothing_about_what_lasts(schools):
    Cohort.objects.update(ends_on=timezone.localdate() - dt.timedelta(days=10))

    assert side("blended").lasts.n == 0


def test_without_a_finding_it_says_how_many_clusters_are_missing(cast, schools):
    making.ask_twice(schools)

    far = side("virtual").enough

    assert (far.here, far.others, far.more) == (2, 4, (2, 0))


def test_an_effect_comes_from_a_released_finding_alone(cast, schools):
    run = contrast(cast)
    released(run, "effect")

    found = side("virtual").effect
    assert (found.shown.name, found.behind.schools) == ("effect", 12)
    assert side("blended").effect is None
    assert all(one.effect is None for one in compare("label"))

    Finding.objects.update(state="withdrawn")
    assert side("virtual").effect is None


def test_a_cost_is_of_the_level_that_all_its_clusters_have(cast, schools):
    clusters = [one.public_id for one in Cluster.objects.order_by("pk")]
    run = making.about(making.quick(cast), "costs-of-clusters/1", "societal")
    run.table.content = to_parquet({"group": np.array(clusters[2:])})
    run.table.save()
    released(run, "societal")

    by_level = {one.level: one.cost for one in compare("mode")}
    assert by_level.pop("blended").behind.clusters == 6
    assert set(by_level.values()) == {None}

    run.table.content = to_parquet({"group": np.array(clusters)})
    run.table.save()
    assert {one.cost for one in compare("mode")} == {None}


def test_only_a_difference_in_points_is_an_effect(cast, schools):
    run = contrast(cast)
    making.about(run, run.table.kind, "g")
    released(run, "effect")
    for other in ("g", "change"):  # in standard deviations; of both sides together
        released(run, other)

    assert side("virtual").effect.shown.name == "effect"

    Finding.objects.filter(estimate="effect").delete()
    assert side("virtual").effect is None


@pytest.mark.parametrize("about", ["societal/pupils:mentees", "payer:ministry", "authority"])
def test_only_what_everybody_bears_in_all_or_for_each_school_is_a_cost(cast, schools, about):
    run = making.about(making.quick(cast), "costs-of-clusters/1", about)
    clusters = [one.public_id for one in Cluster.objects.order_by("pk")[2:]]
    run.table.content = to_parquet({"group": np.array(clusters)})
    run.table.save()
    released(run, about)
    assert side("blended").cost is None

    making.about(run, run.table.kind, "societal/schools:mentees")
    released(run, "societal/schools:mentees")
    released(run, about)
    assert side("blended").cost.shown.name == "societal/schools:mentees"


def test_a_model_that_was_declared_after_its_year_is_not_counted(cast, schools):
    first = Cluster.objects.order_by("pk")[0]
    late = first.models.get()
    late.pk, late.mode, late.since = None, "face_to_face", first.cohort.ends_on
    late.since += dt.timedelta(days=1)
    first.models.update(until=late.since)
    late.save()
    assert [one.clusters for one in compare("mode")] == [0, 4, 2]

    CoordinationModel.objects.filter(pk=late.pk).update(since=first.cohort.ends_on)
    assert [one.clusters for one in compare("mode")] == [1, 4, 1]


def test_a_comparison_costs_six_queries(schools, django_assert_num_queries):
    with django_assert_num_queries(6):
        compare("mode")


def test_a_cell_counts_clusters_schools_and_what_was_asked(cast, schools):
    School.objects.filter(pk__in=[schools[0].school_id, schools[4].school_id]).update(
        mountain=True
    )
    School.objects.filter(pk=schools[0].school_id).update(pupils=120)
    making.ask_twice(schools)

    found = gap("mode", "virtual", "remote")

    assert (found.clusters, found.schools, found.asked, found.findings) == (1, 1, 1, ())
    assert not found.is_empty
    assert gap("mode", "virtual", "small").schools == 1
    assert gap("mode", "blended", "small").is_empty
    assert gap("mode", "virtual", "remote", "another|A").asked == 0
    assert [len(row) for row in gaps("mode")] == [len(CONTEXTS)] * 3
    with pytest.raises(LookupError):
        gap("mode", "by mail", "remote")
    with pytest.raises(LookupError):
        gaps("colour")


def test_what_is_missing_counts_clusters_that_were_asked_on_this_outcome_in_this_context(
    cast, schools
):
    # Remote: a school of one virtual cluster, and of three others; two of these were asked twice.
    remote = [schools[at].school_id for at in (0, 4, 6, 8)]
    School.objects.filter(pk__in=remote).update(mountain=True)
    making.ask_twice(schools[:8])

    far = gap("mode", "virtual", "remote", "whole-school|A").enough

    assert (far.here, far.others, far.more) == (1, 2, (3, 2))
    assert gap("mode", "virtual", "small", "whole-school|A").enough.countries == 0
    assert gap("mode", "virtual", "remote", "another|A").enough.countries == 0
    assert gap("mode", "virtual", "remote").enough is None


def test_a_finding_stands_where_its_cohorts_have_such_schools(cast, schools):
    asking.version()
    School.objects.filter(pk=schools[0].school_id).update(island=True)
    run = making.quick(cast)
    released(run)

    assert gap("mode", "virtual", "remote", "whole-school|A").findings[0].run == run
    assert gap("mode", "virtual", "remote", "whole-school|B").findings == ()
    assert gap("mode", "blended", "remote").findings == ()
    assert "whole-school|A" in {one.key for one in outcomes()}


def test_the_rule_and_the_query_agree_on_who_watches_a_cluster(cast):
    cluster_of(cast)
    elsewhere = make.cohort("HR")
    leads, tied = make.mentor(elsewhere), make.mentee(elsewhere)
    found_cluster(elsewhere, leads, [tied], name="Otok", by=cast.people["coordinator"])

    for person in filter(None, cast.people.values()):
        for cluster in Cluster.objects.all():
            seen = clusters_watched_by(person).contains(cluster)
            assert seen == rules.may_watch(person, cluster)
    assert clusters_watched_by(cast.people["coordinator"]).count() == 1
    assert clusters_watched_by(cast.people["researcher"]).count() == 2
    assert not clusters_watched_by(cast.people["head"]).exists()


def test_effects_side_by_side_are_on_one_outcome(cast, schools):
    def run_on(compared, area):
        asked = {"axis": "mode", "compared": compared, "area": area}
        return making.about(making.quick(cast), "models-of-clusters/1", "effect", **asked)

    def shown():
        return {
            one.level: one.effect.finding.run.table.params["area"]
            for one in compare("mode")
            if one.effect
        }

    released(run_on("virtual", "A"), "effect")
    released(run_on("blended", "F"), "effect")
    assert shown() == {"blended": "F"}  # of as many levels, the newest

    released(run_on("blended", "A"), "effect")
    released(run_on("virtual", "E"), "effect")
    assert shown() == {"virtual": "A", "blended": "A"}
