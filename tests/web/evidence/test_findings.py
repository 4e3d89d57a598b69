"""The page of a finding: read in a minute, the same as its table, and telling of no school."""

import csv
import io

import pytest
from django.urls import reverse

from cordata.evidence.actions import findings as actions
from cordata.evidence.models import FrozenTable
from cordata.evidence.queries.shown import lost
from tests.evidence import making


def page_of(finding):
    return reverse("evidence:finding", args=[finding.public_id])


def test_everything_a_reader_needs_stands_on_the_public_page(client, released, two):
    html = client.get(page_of(released)).content.decode()

    for words in (
        released.headline, "12 schools in 6 clusters", "0.67 points", "Registered before",
        "No comparison: nobody knows", two[0].name, "I checked the data.", "cordata recompute",
        released.run.table.seal, "change/1", "almost certainly",
    ):  # fmt: skip
        assert words in html, words
    assert "For researchers" not in html


def test_what_nobody_could_look_at_is_named_beside_the_rating(client, released):
    html = client.get(page_of(released)).content.decode()
    assert "Not looked at: whether countries show the same." in html
    assert "Not looked at: whether schools that came of their own will stand for all" in html


def test_who_is_missing_is_said_only_by_the_method_that_counts_them(paola, cast):
    counted = making.quick(cast)
    spec = {"outcome": "after", "fixed": ["before"], "groups": ["mentor"], "estimand": "D0"}
    other = making.quick(cast, ask={"method": "mixed", "seed": 7, "spec": spec})
    said = {"estimate": "before", "headline": "Schools that begin higher end higher."}
    pages = [
        paola.get(page_of(finding)).content.decode()
        for finding in (making.draft(counted), making.draft(other, **said))
    ]

    assert (lost(counted), lost(other)) == (0, None)
    assert ["Who is missing" in html for html in pages] == [True, False]
    assert "schools that were asked" not in pages[1]


def test_a_sentence_is_marked_with_the_language_it_is_written_in(client, released):
    html = client.get(page_of(released).replace("/en/", "/it/")).content.decode()
    assert f'<h1 lang="en">{released.headline}</h1>' in html


def test_no_school_and_nothing_that_could_be_tried_out_is_told(client, released):
    """Whoever knows all schools but one could try values until an address fits."""
    table, made = released.run.table, released.run.document["addresses"]
    for address in (page_of(released), reverse("evidence:csv", args=[released.public_id])):
        html = client.get(address).content.decode()
        for hidden in (table.address, table.nonce, made["run"], made["result"], "sch_0"):
            assert hidden not in html


def test_researchers_do_not_read_an_address_of_the_rows_either(paola, released):
    """With the rows of all others they could try what a school that left had said."""
    table, made = released.run.table, released.run.document["addresses"]
    html = paola.get(
        reverse("evidence:analysis", args=[released.run.analysis.public_id])
    ).content.decode()
    assert table.seal in html
    for hidden in (table.address, table.nonce, made["data"], made["run"], made["result"]):
        assert hidden not in html


def test_the_page_and_its_table_carry_the_same_numbers(client, released):
    html = client.get(page_of(released)).content.decode()
    text = client.get(reverse("evidence:csv", args=[released.public_id])).content.decode()
    rows = list(csv.DictReader(io.StringIO(text)))

    assert [row["What"] for row in rows] == [
        "Change of the schools", "Change in percent of the scale",
    ]  # fmt: skip
    for row in rows:
        value, low, high = (
            f"{float(row[name]):.2f}" for name in ("Value", "Lower end", "Upper end")
        )
        unit = {"points": " points", "percent": " %"}[row["Unit"]]
        assert f"{value}{unit}" in html
        assert f"{low} to {high}".replace("-", "−") in html
        assert f"{row['Schools']} schools in {row['Clusters']} clusters" in html


def test_the_table_stands_before_the_drawing_for_those_who_hear_it(client, released):
    html = client.get(page_of(released)).content.decode()
    assert '<svg class="strip" aria-hidden="true"' in html
    assert 'data-l="Almost certainly within"' in html


def test_the_list_shows_drafts_to_researchers_only(client, paola, released):
    draft = making.draft(released.run, headline="Teachers agree a little more.")
    public = client.get(reverse("evidence:findings")).content.decode()
    ours = paola.get(reverse("evidence:findings")).content.decode()

    assert released.headline in public
    assert draft.headline not in public
    assert draft.headline in ours
    assert client.get(page_of(draft)).status_code == 404


@pytest.mark.django_db
def test_an_empty_list_says_when_there_will_be_something(client):
    assert (
        "Nothing is released yet" in client.get(reverse("evidence:findings")).content.decode()
    )


def test_what_is_withdrawn_stays_with_its_reason(client, released, two):
    actions.withdraw_finding(released, why="A school gave wrong answers.", by=two[0])
    html = client.get(page_of(released)).content.decode()
    assert "This finding is withdrawn" in html
    assert "A school gave wrong answers." in html


def test_a_list_of_three_costs_what_a_list_of_one_costs(
    client, paola, released, django_assert_max_num_queries
):
    making.draft(released.run, headline="Teachers agree a little more.")
    making.draft(released.run, headline="Teachers agree somewhat more.")
    paola.get(reverse("evidence:findings"))
    with django_assert_max_num_queries(10):
        paola.get(reverse("evidence:findings"))


def test_what_moved_is_told_to_everybody_and_how_far_to_researchers_only(
    client, paola, released
):
    """How far a number moved would tell of the one school that moved it."""
    moved = {"table_intact": True, "numbers": [["estimates/change/value", 0.67, 0.7]],
             "broken_rounds": ["rnd_x"], "gone_rounds": ["rnd_y"], "changed_cells": {"after": 1}}  # fmt: skip
    actions.note_look(released, moved, by=None)
    public, ours = (one.get(page_of(released)).content.decode() for one in (client, paola))
    for html in (public, ours):
        assert "Something it rests on has changed" in html
    for words in ("is 0.7 now", "rnd_x", "rnd_y", "1 row of “after”"):
        assert words in ours
        assert words not in public

    actions.note_look(released, {"failed": True}, by=None)
    assert "could not be computed again" in paola.get(page_of(released)).content.decode()
    actions.note_look(released, {}, by=None)
    assert "Something it rests on" not in client.get(page_of(released)).content.decode()


def test_without_a_school_that_took_its_answers_back_a_draft_shows_no_number(paola, finding):
    """Computed again without it, the same numbers would tell what it said."""
    assert "0.67" in paola.get(page_of(finding)).content.decode()
    FrozenTable.objects.update(withheld=["wth_1"])

    html = paola.get(page_of(finding)).content.decode()
    assert "Schools took their answers back since it was computed" in html
    lists = reverse("evidence:findings"), finding.run.analysis
    pages = [html, paola.get(lists[0]).content.decode()]
    pages += [
        paola.get(reverse("evidence:analysis", args=[lists[1].public_id])).content.decode()
    ]
    for one in pages:
        assert "0.67" not in one
        assert "Teachers of … schools agree more: by … points." in one
    rows = paola.get(reverse("evidence:csv", args=[finding.public_id])).content.decode()
    assert len(rows.splitlines()) == 1


def test_what_was_released_stays_readable_with_its_numbers(client, released):
    FrozenTable.objects.update(withheld=["wth_1"])
    assert "0.67 points" in client.get(page_of(released)).content.decode()
