"""A year that a country's clusters have lived, as the demo loads it."""

import datetime as dt
from pathlib import Path

import pytest
from django.db.models import Count

from cordata.accounts.models import Role, RoleKind
from cordata.clusters.actions.founding import found_cluster
from cordata.clusters.models import Cluster, Membership, Signature
from cordata.costs.models import Confirmation, Price
from cordata.costs.queries.network import network_of
from cordata.cycles.models import (
    Activity,
    DiaryEntry,
    Goal,
    Growth,
    HandOver,
    Note,
    Post,
    Proposal,
    PublicPost,
    Reflection,
    ReflectionAnswer,
    Review,
    ReviewedGoal,
    SharedFile,
    TermPage,
    Thread,
)
from cordata.cycles.queries.reviews import goals_to_word
from cordata.demo import load
from cordata.demo.schools import invent
from cordata.demo.year.growing import GREW, as_they_grew, note_growths
from cordata.demo.year.research import research
from cordata.evidence.models import Analysis, Finding
from cordata.evidence.queries.recompute import recompute
from cordata.networks.actions import add_programme
from cordata.networks.models import Cohort, Programme
from cordata.surveys.actions.shipped import load_shipped
from cordata.surveys.models import Snapshot
from cordata.surveys.queries.gate import Audience
from cordata.surveys.queries.reports import report_of
from tests import factories as make


@pytest.fixture
def year(db):
    ada = make.administrator()
    programme = add_programme(
        name="Mentoring Schools", slug="m", starts_on=dt.date(2025, 9, 1), by=ada
    )
    load_shipped(by=None)
    load._country("HR", programme, ada)
    return Cluster.objects.filter(cohort__name="2025/26")


def test_a_country_has_lived_a_year(year):
    assert year.count() == 4
    assert all(one.closed_on == one.cohort.ends_on for one in year)

    rounds = Snapshot.objects.filter(round__participation__cohort__name="2025/26")
    assert {one.round.occasion for one in rounds} == {"baseline", "mid", "end"}
    answered = [one for one in rounds if one.figures["voices"]]
    assert 0 < len(rounds) - len(answered) < 10  # some schools are missing

    end = max(answered, key=lambda one: (one.round.occasion == "end", one.round.pk)).round
    report = report_of(end, Audience.SCHOOL, "hr")
    assert report.before is not None
    assert report.gap is not None

    assert Membership.objects.filter(cluster__in=year, left_why__gt="").count() == 1
    silent = Activity.objects.filter(cluster__in=year, cluster__letter="D")
    assert silent.filter(told_at=None).count() >= 2
    told = Activity.objects.filter(cluster__in=year, told_at__isnull=False)
    noted = Note.objects.filter(activity__in=told)
    assert set(noted.values_list("went", flat=True)) == {"well", "partly"}
    longer = told.filter(corrections__isnull=False)
    assert {one.minutes for one in longer} == {150}
    assert all(one.attendances.count() > 1 for one in longer)
    assert Goal.objects.filter(participation__cohort__name="2025/26", stop="part").exists()
    assert Goal.objects.exclude(dropped_why="").exists()
    assert Goal.objects.filter(measure="item").exclude(source="").exists()
    declined = Proposal.objects.filter(participation__cohort__name="2025/26", answer="declined")
    assert year.get(letter="B").memberships.filter(participation=declined.get().participation)
    assert set(Post.objects.values_list("language", flat=True)) == {"hr", "it"}
    assert DiaryEntry.objects.filter(cluster__in=year).exists()
    assert Confirmation.objects.filter(cluster__in=year).count() == 7  # one is late
    sources = set(Price.objects.values_list("source", flat=True))
    assert sources == {"Invented for the demo"}
    network = network_of(year.first().cohort)
    assert network.missing == []
    assert network.whole.bill.assumed < 0.1
    clusters_share_and_show(year)
    clusters_sign_look_back_and_hand_over(year)
    researchers_make_something_of_it()


def clusters_share_and_show(year):
    """Files and pictures in the school's words; one entry is public, the next one waits."""
    at_work = set(year.exclude(letter="D"))
    files = SharedFile.objects.filter(cluster__in=year).select_related("file", "cluster")
    assert {one.cluster for one in files} == at_work
    assert {(one.licence, one.language) for one in files} == {("by_sa", "hr"), ("by", "hr")}
    assert {Path(one.file.name).suffix for one in files} == {".odt", ".pdf"}
    assert files.count() == 2 * len(at_work)

    entries = DiaryEntry.objects.filter(cluster__in=year)
    assert len({one.text for one in entries}) == entries.count() == 12
    shown = [one.file.name for one in entries.exclude(file=None) if one.has_picture]
    assert len(shown) == 3
    assert all(len(name.split()) > 4 for name in shown)  # its name is what is read out

    first, second = PublicPost.objects.order_by("pk")
    assert (first.entry.cluster, first.state, first.with_picture) == (
        year.get(letter="B"), "approved", True,
    )  # fmt: skip
    assert first.decided_by.name == "Ana Kovač"
    assert second.entry.cluster.cohort.name == "2026/27"

    thread = Thread.objects.get(posts__language="it")
    assert (thread.cluster.letter, thread.cluster.cohort.name) == ("C", "2026/27")
    last, answered = list(thread.posts.order_by("-pk")[:2])[::-1]
    assert (last.language, answered.language) == ("it", "hr")


def clusters_sign_look_back_and_hand_over(year):
    """What a year asks for beside the work; and what stays of it."""
    signed = Signature.objects.filter(agreement__cluster__in=year)
    assert set(signed.values_list("agreement__cluster__letter", flat=True)) == set("ABCD")
    assert not signed.filter(signed_at=None).exists()
    assert signed.filter(participation=None).count() == 4  # the authority
    open_ones = Signature.objects.filter(
        agreement__cluster__cohort__name="2026/27", signed_at=None
    )
    assert set(open_ones.values_list("agreement__cluster__letter", flat=True)) == {"A"}

    twice = Reflection.objects.filter(cluster=year.get(letter="C")).order_by("pk")
    assert twice.count() == 2
    assert all(one.closed_at for one in twice)
    pairs = ReflectionAnswer.objects.filter(reflection=twice[0]).values("mentee")
    sides = sorted(pairs.annotate(n=Count("side")).values_list("n", flat=True))
    assert sides == [1, 2, 2, 2]  # the last school has not answered

    reviewed = Review.objects.filter(participation__memberships__cluster__in=year).distinct()
    assert reviewed.count() == 10  # every mentee school but those of the silent cluster
    [changed] = ReviewedGoal.objects.filter(verdict="change")
    assert changed.goal.worded_at.date() == changed.review.held_on
    assert not goals_to_word().exists()
    assert TermPage.objects.filter(cluster__in=year, term=2).count() == 3

    over = HandOver.objects.filter(cluster__in=year)
    whole, of_school = over.filter(participation=None), over.exclude(participation=None)
    assert sorted(one.cluster.letter for one in whole) == ["A", "B", "C"]
    left, stays = of_school.order_by("cluster__letter")
    assert left.participation.withdrawn_at is not None
    mentor = stays.participation
    assert mentor == year.get(letter="C").memberships.get(side="mentor").participation
    team = Role.objects.filter(place=mentor.school.public_id, kind=RoleKind.TEAM)
    gone, came = team.order_by("pk")
    assert stays.written_by == gone.person
    assert gone.until.date() == stays.written_at.date() == dt.date(2026, 1, 28)
    assert came.until is None
    assert came.person.name in stays.keeper


def test_a_school_that_was_mentored_leads_a_year_later():
    grown = as_they_grew(invent("PT", load.SEED))

    before = invent("PT", load.SEED)
    changed = [(one, now) for one, now in zip(before, grown, strict=True) if one != now]
    [(one, now)] = changed
    assert (one.code, one.side, now.side) == (GREW, "mentee", "mentor")
    assert [topic for topic, _rank in now.topics] == [topic for topic, _rank in one.topics]
    assert as_they_grew(invent("HR", load.SEED)) == invent("HR", load.SEED)


@pytest.mark.django_db
def test_its_head_ties_the_two_years_together():
    year, later = make.cohort(), make.cohort(name="2027/28")
    spring, autumn = dt.date(2028, 6, 30), dt.date(2027, 9, 1)
    Cohort.objects.filter(pk=later.pk).update(starts_on=autumn, ends_on=spring)
    later.refresh_from_db()
    leads, theirs = make.mentor(year), make.mentee(year)
    marta, anna = make.coordinator(), make.person("Anna")
    make.role(anna, RoleKind.HEAD, "school", theirs.school.public_id)
    found_cluster(year, leads, [theirs], name="Valli", by=marta)
    make.mentor(later)
    now = make.mentor(later, school=theirs.school)

    note_growths(later)

    growth = Growth.objects.get()
    assert (growth.participation, growth.grew_from, growth.noted_by) == (now, theirs, anna)


def researchers_make_something_of_it():
    """One finding that two stand for, and one question that has not run yet."""
    programme = Programme.objects.get()
    paola = make.person("Paola")
    make.role(paola, RoleKind.RESEARCHER, "programme", programme.public_id)
    research(programme, paola, until=dt.datetime(2026, 10, 31, tzinfo=dt.UTC))

    finding = Finding.objects.order_by("pk").first()
    assert finding.state == "released"
    assert finding.released_at.date() == dt.date(2026, 9, 18)
    assert finding.reviews.filter(says="approve").count() == 2
    first, dose, lost, second, both_ways = Analysis.objects.order_by("pk")
    assert [one.ask["method"] for one in (dose, lost)] == ["mixed", "drop-out"]
    assert dose.runs.exists()
    assert lost.runs.exists()
    assert (first.is_confirmatory, second.is_confirmatory) == (False, True)
    assert not second.runs.exists()
    assert recompute(finding.run).same

    # Two clusters of four help in both directions: the question is asked of the records. One country
    # coordinates bottom-up, so that nothing is told of what the other ways cost.
    run = both_ways.runs.get()
    assert both_ways.params["compared"] == "reciprocal"
    assert run.document["result"]["sizes"]["treated"]["groups"] == 2
    assert all(one.state in {"released", "in_review"} for one in Finding.objects.all())
