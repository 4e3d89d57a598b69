"""The diary: sent twice it is one entry, and who reads it is what the school said."""

import datetime as dt
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from cordata.cycles import rules
from cordata.cycles.actions import diary as actions
from cordata.cycles.actions.activities import plan_activity
from cordata.cycles.models import DiaryEntry
from cordata.cycles.queries.diary import entries_in, entries_read_by, reads_diaries
from cordata.documents.actions.files import FileRefused
from cordata.history.models import Entry
from cordata.networks.actions import ChangedBySomebody
from tests import factories as make
from tests.kit.test_pictures import SMALL_PNG

DAY = dt.date(2026, 11, 20)
HERE = {"team", "head", "mentor_team", "coordinator", "programme_coordinator"}


def write(year, anna, **facts):
    given = {
        "kind": "action", "text": "Oggi abbiamo letto", "happened_on": DAY, "readers": "cluster",
    }  # fmt: skip
    return actions.write_entry(year.theirs, year.cluster, **given | facts, by=anna)


def change(entry, anna, **facts):
    given = {
        "kind": "action", "text": "Altro", "happened_on": DAY, "readers": "cluster", "video": "",
        "goal": None, "activity": None, "upload": None, "version": entry.version,
    }  # fmt: skip
    actions.change_entry(entry, **given | facts, by=anna)


def readers_of(year, entry):
    return {
        name
        for name, person in year.people.items()
        if person and rules.may_read_entry(person, entry)
    }


def test_an_entry_sent_twice_is_one_entry(year, anna):
    receipt = uuid4()
    first = write(year, anna, receipt=receipt)
    again = write(year, anna, receipt=receipt, text="Il doppio invio non cambia niente")
    assert first == again
    assert DiaryEntry.objects.get().text == "Oggi abbiamo letto"
    assert Entry.objects.filter(verb="diary.written").count() == 1
    assert write(year, anna, receipt=uuid4()) != first
    assert write(year, anna) != write(year, anna)  # without a receipt nothing is the same


def test_only_a_school_of_the_cluster_writes_in_it_about_its_own_things(year, anna, agree):
    goal = agree()
    meeting = plan_activity(
        year.elsewhere, kind="meeting", starts_at=dt.datetime(2026, 11, 1, tzinfo=dt.UTC),
        minutes=60, online=True, host=None, points=[], called_by=None, by=anna,
    )  # fmt: skip
    assert write(year, anna, goal=goal).goal == goal
    with pytest.raises(actions.NotInTheCluster):
        write(year, anna, activity=meeting)
    with pytest.raises(actions.NotInTheCluster):
        actions.write_entry(
            year.others, year.cluster, kind="action", text="x", happened_on=DAY,
            readers="cluster", by=anna,
        )  # fmt: skip
    with pytest.raises(actions.NotInTheCluster):
        actions.write_entry(
            year.others, year.elsewhere, kind="action", text="x", happened_on=DAY,
            readers="cluster", goal=goal, by=anna,
        )  # fmt: skip


@pytest.mark.parametrize(
    ("readers", "others"),
    [
        ("cluster", set()),
        ("country", {"neighbour"}),
        ("researchers", {"neighbour", "researcher"}),
    ],
)
def test_the_rule_and_the_query_agree_on_who_reads_an_entry(year, anna, readers, others):
    make.role(make.person("Rocco"), "researcher", "country", "HR")
    entry = write(year, anna, readers=readers)
    for name, person in year.people.items():
        if person:
            seen = entries_read_by(person).filter(pk=entry.pk).exists()
            assert seen == rules.may_read_entry(person, entry), name
    assert readers_of(year, entry) == HERE | others


def test_whoever_is_in_a_cluster_reads_its_whole_diary(year, anna, django_assert_num_queries):
    entries = [write(year, anna, text=f"*{n}*", readers="cluster") for n in range(3)]
    actions.take_out(entries[1], by=anna)
    for name in HERE:
        seen = entries_read_by(year.people[name]).filter(cluster=year.cluster)
        assert list(seen) == list(entries_in(year.cluster)) == [entries[2], entries[0]], name
    assert not entries_in(year.elsewhere).exists()
    with django_assert_num_queries(1):
        found = entries_in(year.cluster)
        told = [(one.html, one.participation.school.name, one.goal, one.file) for one in found]
    name = year.theirs.school.name
    assert told == [(f"<p><em>{n}</em></p>\n", name, None, None) for n in (2, 0)]


def test_pages_show_the_words_of_now(year, anna):
    entry = write(year, anna, text="**Ieri** <script>")
    assert entry.html == "<p><strong>Ieri</strong> &lt;script&gt;</p>\n"
    change(entry, anna, text="Oggi")
    assert DiaryEntry.objects.get().html == "<p>Oggi</p>\n"


def test_a_researcher_of_another_country_reads_nothing(year, anna):
    entry = write(year, anna, readers="researchers")
    here, there = make.person("Rita"), make.person("Rocco")
    make.role(here, "researcher", "country", "IT")
    make.role(there, "researcher", "country", "HR")
    assert [rules.may_read_entry(one, entry) for one in (here, there)] == [True, False]
    assert list(entries_read_by(here)) == [entry]
    assert not entries_read_by(there).exists()
    assert reads_diaries(there)
    assert not reads_diaries(year.people["teacher"])


def test_what_is_taken_out_is_read_by_nobody(year, anna):
    entry = write(year, anna, readers="researchers")
    assert readers_of(year, entry)
    actions.take_out(entry, by=anna)
    entry.refresh_from_db()
    assert readers_of(year, entry) == set()
    assert not entries_read_by(anna).exists()
    with pytest.raises(actions.TakenOut):
        actions.take_out(entry, by=anna)
    with pytest.raises(actions.TakenOut):
        change(entry, anna)


def test_the_later_of_two_colleagues_is_stopped(year, anna):
    entry = write(year, anna)
    mine = DiaryEntry.objects.get(pk=entry.pk)
    change(entry, anna, text="La prima", readers="country")
    with pytest.raises(ChangedBySomebody) as faster:
        change(mine, anna, text="La seconda", version=1)
    assert faster.value.now.text == "La prima"


def test_a_file_is_kept_for_what_it_is_and_one_that_is_not_ours_keeps_nothing(year, anna):
    entry = write(year, anna, upload=("classe.png", SMALL_PNG))
    assert entry.has_picture
    assert write(year, anna, upload=("piano.pdf", b"%PDF-1.7 x")).has_picture is False
    assert write(year, anna).has_picture is False
    with pytest.raises(FileRefused):
        write(year, anna, text="Con un programma", upload=("foto.png", b"MZ\x90"))
    assert not DiaryEntry.objects.filter(text="Con un programma").exists()
    change(entry, anna, upload=("nuova.png", SMALL_PNG))
    entry.refresh_from_db()
    assert entry.file.name == "nuova.png"


def test_a_video_is_a_safe_link_or_the_database_refuses(year, anna):
    assert write(year, anna, video="https://video.example/1").video
    for bad in ("http://video.example/1", "javascript:alert(1)"):
        with pytest.raises(IntegrityError), transaction.atomic():
            DiaryEntry.objects.create(
                participation=year.theirs, cluster=year.cluster, kind="action", text="x",
                happened_on=DAY, video=bad,
            )  # fmt: skip
