"""A report reads its figures anew until it is sent; then it stays as it was sent."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from cordata.cycles import rules
from cordata.cycles.actions import reports as actions
from cordata.cycles.actions.reviews import give_back_term, take_term, write_term
from cordata.cycles.models import Report
from cordata.cycles.queries.reported import said_and_not_taken, said_in
from cordata.cycles.queries.reports import (
    digest_of,
    figures_of,
    lines_of_school,
    reports_about,
    reports_seen_by,
    words_of_report,
)
from cordata.documents.actions import WrittenMeanwhile
from cordata.documents.models import Revision
from cordata.history.models import Entry
from cordata.surveys.queries.asked import asked_in
from tests import cast as casting
from tests.cycles.year import activity, cluster_of, goal


@pytest.fixture
def cast(db):
    return casting.gather()


@pytest.fixture
def cluster(cast):
    return cluster_of(cast)


@pytest.fixture
def marta(cast):
    return cast.people["coordinator"]


@pytest.fixture
def report(cast, cluster, marta):
    return actions.start_report(
        cast.cohort, title="Autunno", language="it", starts_on=cast.cohort.starts_on,
        ends_on=timezone.localdate(), by=marta,
    )  # fmt: skip


def test_a_second_click_starts_no_second_one(cast, cluster, marta, report):
    same = {
        "language": "it",
        "starts_on": cast.cohort.starts_on,
        "ends_on": timezone.localdate(),
    }

    again = actions.start_report(cast.cohort, title="Autunno", by=marta, **same)
    other = actions.start_report(cast.cohort, title="Inverno", by=marta, **same)

    assert again == report
    assert other != report
    assert Entry.objects.filter(verb="report.started").count() == 2
    actions.send_report(report, to="Ministero", by=marta)
    after = actions.start_report(cast.cohort, title="Autunno", by=marta, **same)
    assert after != report  # what was sent is done


def test_its_figures_are_those_of_the_records_now(cast, cluster, report):
    activity(cluster, 5, "well", called_by=cast.leading, attending=[(cast.theirs, 2, 30)])
    goal(cast.theirs)

    figures = figures_of(report)

    (line,) = figures["clusters"]
    assert (line["letter"], line["schools"]) == ("A", 2)
    assert line["dose"] == figures["dose"]
    assert (figures["dose"]["attended"], figures["dose"]["travel"]) == (180, 60)
    assert figures["goals"]["stops"] == {"agreed": 1}
    assert figures["schools"] == {"mentee": 2, "mentor": 1}


def test_words_are_kept_in_versions_and_the_later_of_two_editors_is_stopped(report, marta):
    first = actions.write_words(report, "opening", body="Uno", after=0, by=marta)
    assert actions.write_words(report, "opening", body="Uno", after=1, by=marta) is None
    with pytest.raises(WrittenMeanwhile) as faster:
        actions.write_words(report, "opening", body="Altro", after=0, by=marta)
    assert faster.value.newest == first

    actions.write_words(report, "opening", body="Due", after=1, by=marta)

    words = words_of_report(report)["opening"]
    assert (words.body, words.number, words.by) == ("Due", 2, marta.name)
    assert words_of_report(report)["closing"].number == 0
    bodies = Revision.objects.filter(document=report.opening).order_by("number")
    assert [one.body for one in bodies] == ["Uno", "Due"]


def test_what_was_sent_stays_as_it_was_sent(cluster, report, marta):
    activity(cluster, 5, "well")
    actions.write_words(report, "closing", body="Grazie", after=0, by=marta)
    actions.send_report(report, to="Ministero", by=marta)
    sent = figures_of(report)

    activity(cluster, 4, "well")

    report = Report.objects.get()
    assert figures_of(report) == sent
    assert report.digest == digest_of(report.sent)
    assert words_of_report(report)["closing"].body == "Grazie"
    for verb in (
        lambda: actions.send_report(report, to="Altri", by=marta),
        lambda: actions.write_words(report, "closing", body="Altro", after=1, by=marta),
    ):
        with pytest.raises(actions.SentAlready):
            verb()
    assert Entry.objects.get(verb="report.sent").facts["digest"] == report.digest


def test_a_page_of_its_term_is_in_it_once_taken_and_stays_when_sent(
    cast, cluster, report, marta
):
    anna = cast.people["team"]
    words = {"moved": "Le letture", "hindered": "Il tempo", "ahead": "Due visite"}
    first, second = (
        write_term(cluster, term, version=None, by=anna, **words) for term in (1, 2)
    )
    Report.objects.update(term=1)
    report.refresh_from_db()
    assert (said_in(report), said_and_not_taken(report)[1]) == ([], [first])

    for page in (first, second):
        take_term(page, version=1, by=marta)
    (said,) = said_in(report)
    assert (said["letter"], said["term"], said["language"]) == ("A", 1, anna.language)
    assert said["answers"] == words
    assert said_and_not_taken(report)[1] == []

    actions.send_report(report, to="Ministero", by=marta)
    give_back_term(first, by=marta)
    write_term(cluster, 1, version=1, by=anna, **words | {"moved": "Altro"})

    assert said_in(Report.objects.get()) == [said]
    assert said_and_not_taken(report)[1] == []


def test_a_report_of_the_year_takes_over_the_pages_of_every_term(cast, cluster, report, marta):
    words = {"moved": "m", "hindered": "h", "ahead": "a"}
    for term in (2, 1):
        page = write_term(cluster, term, version=None, by=cast.people["team"], **words)
        take_term(page, version=1, by=marta)

    assert [one["term"] for one in said_in(report)] == [1, 2]


def test_a_page_of_another_year_is_not_in_it(cast, cluster, report, marta):
    words = {"moved": "m", "hindered": "h", "ahead": "a"}
    page = write_term(cluster, 1, version=None, by=cast.people["team"], **words)
    take_term(page, version=1, by=marta)
    assert said_in(report)

    cluster.closed_on = report.starts_on - dt.timedelta(days=1)
    cluster.opened_on = cluster.closed_on
    cluster.save()

    assert (said_in(report), said_and_not_taken(report)[1]) == ([], [])


def test_one_that_was_sent_before_reports_had_pages_and_surveys_is_read(report, marta):
    actions.send_report(report, to="Ministero", by=marta)
    Report.objects.update(sent={"figures": report.sent["figures"], "words": {}})

    report.refresh_from_db()

    assert (said_in(report), said_and_not_taken(report), asked_in(report)) == ([], ([], []), [])


def test_one_changed_figure_makes_another_fingerprint():
    assert digest_of({"a": 1}) == digest_of({"a": 1}) != digest_of({"a": 2})


def test_a_school_sees_its_own_lines_at_once_and_its_clusters_when_sent(
    cast, cluster, report, marta
):
    activity(cluster, 5, "well", attending=[(cast.theirs, 2, 30), (cast.leading, 4, 0)])

    assert lines_of_school(cast.theirs)["dose"]["people"] == 2
    assert reports_about(cast.theirs) == []

    actions.send_report(report, to="Ministero", by=marta)
    ((about, line),) = reports_about(cast.theirs)
    assert (about, line["dose"]["people"]) == (report, 6)
    assert reports_about(cast.others) == [(report, None)]


def test_the_database_refuses_what_no_report_is(cast, report):
    for facts in (
        {"sent_at": timezone.now()},
        {"digest": "x"},
        {"ends_on": "2020-01-01"},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Report.objects.filter(pk=report.pk).update(**facts)


def test_the_rule_and_the_query_agree_on_who_sees_a_report(cast, report):
    for name, person in cast.people.items():
        if person:
            seen = reports_seen_by(person).contains(report)
            assert seen == rules.may_report(person, cast.cohort), name
