"""The trail: one line per action; the database itself keeps it."""

import pytest
from django.db import DatabaseError, connection, transaction

from cordata.history.actions import record
from cordata.history.models import Entry
from cordata.history.queries import entries_of, search_entries
from tests import factories as make


@pytest.fixture
def line(db):
    marta, giulia = make.person("Marta"), make.person("Giulia")
    return record(
        "thing.done", on=marta, by=marta, scope="country:IT", concerns=giulia, why="x"
    )


def test_a_line_says_who_did_what_to_which_thing(line):
    entry = Entry.objects.get()

    assert (entry.verb, entry.kind, entry.scope, entry.facts) == (
        "thing.done",
        "accounts.User",
        "country:IT",
        {"why": "x"},
    )


@pytest.mark.parametrize(
    "statement", ["UPDATE history_entry SET verb = 'x'", "DELETE FROM history_entry"]
)
def test_the_database_refuses_to_change_or_delete_a_line(line, statement):
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)

    assert Entry.objects.get().verb == "thing.done"


def test_a_person_can_read_what_was_done_by_and_concerning_them(line):
    assert list(entries_of(line.by)) == [line]
    assert list(entries_of(line.concerns)) == [line]
    assert list(entries_of(make.person().public_id)) == []


def test_the_trail_is_searched_by_words_and_scope(line):
    assert list(search_entries("done")) == [line]
    assert list(search_entries(scope="country:HR")) == []
