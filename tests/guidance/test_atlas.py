"""The atlas: what comes with Cordata, what is written, what is never lost."""

import json
import tomllib

import pytest
from django.conf import settings

from cordata.documents.queries import source_changed
from cordata.evidence.queries.kinds.models_of_clusters import AXES, levels_of
from cordata.guidance.actions import atlas as actions
from cordata.guidance.actions.shipped import FOLDER, load_atlas
from cordata.guidance.actions.sources import take_in_sources
from cordata.guidance.models import Source, Statement, Way
from cordata.guidance.queries.atlas import described, said_of_all, statement_with
from cordata.guidance.queries.sources import as_cited, offered, sources, written_as
from cordata.guidance.rules.atlas import may_translate_atlas, may_write_atlas
from cordata.history.models import Entry
from tests.guidance import atlas as make


def test_what_comes_with_cordata_is_whole_in_every_language():
    structure = tomllib.loads((FOLDER / "ways.toml").read_text("utf-8"))
    keys = {one["id"] for one in json.loads((FOLDER / "sources.json").read_text("utf-8"))}
    said = [one for some in structure["statements"].values() for one in some]

    assert {key for one in said for key in one[2].split()} <= keys
    assert {one[1] for one in said} <= set(Statement.Kind.values)
    assert {one[0] for one in said} <= set(Statement.Part.values)
    assert [one for one in said if one[1] != "judged" and not one[2]] == []
    for way in structure["ways"]:
        assert way["axis"] in AXES
        assert set(way["levels"]) <= set(levels_of(way["axis"]))
    for code, _name in settings.LANGUAGES:
        texts = tomllib.loads((FOLDER / f"texts.{code}.toml").read_text("utf-8"))
        assert texts["ways"].keys() == {one["slug"] for one in structure["ways"]}
        assert texts["statements"].keys() == {one[3] for one in said}


def test_it_is_loaded_once_and_never_writes_over_what_people_wrote(db, cast):
    paola = cast.people["researcher"]
    many = load_atlas()
    found = Statement.objects.get(key="on-trust")
    actions.write_words(found, language="en", words="Trust takes longer.", after=1, by=paola)

    assert many == Statement.objects.count() > 70
    assert load_atlas() == 0
    assert statement_with("on-trust", "en").words == "Trust takes longer."
    assert statement_with("on-trust", "pt").text.source_changed


def test_what_is_added_to_the_files_later_comes_with_the_next_start(db):
    load_atlas()
    Statement.objects.filter(key="on-trust").delete()

    assert load_atlas() == 1
    assert Way.objects.count() == 7


def test_reading_the_atlas_costs_four_queries_however_long_it_is(db, django_assert_num_queries):
    load_atlas()

    with django_assert_num_queries(4):
        every = described("hu")
    with django_assert_num_queries(3):
        general = said_of_all("hu")

    assert [one.way.slug for one in every][:2] == ["top-down", "mixed"]
    assert every[0].name == "Felülről lefelé"
    assert all(
        each.sources
        for some in general.values()
        for each in some
        if each.statement.kind == "found"
    )


def test_what_was_found_needs_a_source_and_a_judgement_does_not(db):
    way = make.way()

    with pytest.raises(actions.NeedsASource):
        make.statement(way, kind="found")
    assert make.statement(way, kind="judged").sources.count() == 0
    assert make.statement(way, kind="reported", sources=[make.source()]).position == 2


def test_a_statement_is_changed_translated_and_keeps_its_history(db, cast):
    paola = cast.people["researcher"]
    said = make.statement(make.way())
    actions.write_words(said, language="it", words="La fiducia.", after=0, by=paola)
    actions.write_words(said, language="en", words="Trust is harder.", after=1, by=paola)
    actions.change_statement(said, kind="found", sources=[make.source()], by=paola)

    translation = said.text.revisions.get(language="it")
    original = said.text.revisions.get(language="en", state="published")
    assert source_changed(translation, original)
    assert said.text.revisions.filter(language="en").count() == 2
    verbs = list(Entry.objects.filter(thing=said.public_id).values_list("verb", flat=True))
    assert sorted(verbs) == [
        "atlas.worded",
        "atlas.worded",
        "statement.added",
        "statement.changed",
    ]


def test_what_is_taken_out_says_why_and_is_taken_out_once(db, cast):
    said = make.statement(make.way())
    actions.withdraw_statement(
        said, because="It was about one school.", by=cast.people["researcher"]
    )

    assert described("en")[0].said == {}
    with pytest.raises(actions.TakenOut):
        actions.withdraw_statement(said, because="Again", by=cast.people["researcher"])
    with pytest.raises(actions.TakenOut):
        actions.change_statement(said, kind="judged", sources=[], by=cast.people["researcher"])


def test_researchers_write_and_coordinators_translate(cast):
    writes = {name for name, who in cast.people.items() if who and may_write_atlas(who)}
    translates = {name for name, who in cast.people.items() if who and may_translate_atlas(who)}

    assert writes == {"researcher"}
    assert translates == {
        "researcher",
        "coordinator",
        "coordinator_elsewhere",
        "programme_coordinator",
    }


def test_the_same_work_stands_in_the_list_once_by_doi_or_title(db):
    first = {"id": "a", "type": "book", "title": "Čas pro školy", "DOI": "10.1000/X"}
    take_in_sources([first], by=None)
    same_doi = {
        "id": "b",
        "type": "book",
        "title": "Another",
        "DOI": "https://doi.org/10.1000/x",
    }
    same_title = {"id": "c", "type": "book", "title": "cas pro SKOLY!"}
    new = {"id": "a", "type": "book", "title": "New", "author": [{"literal": "X"}]}

    found = offered([same_doi, same_title, new, dict(new)])
    made = take_in_sources([same_doi, same_title, new, dict(new)], by=None)

    assert [one.same.key if one.same else None for one in found] == ["a", "a", None]
    assert [one.key for one in made] == ["ab"]  # the key was taken
    assert Source.objects.count() == 2


def test_a_source_without_a_key_is_called_by_author_and_year(db):
    item = {"id": "", "type": "book", "title": "T", "author": [{"family": "Černý", "given": "J"}],
            "issued": {"date-parts": [[2020]]}}  # fmt: skip

    (made,) = take_in_sources([item], by=None)
    assert made.key == "cerny-j-2020"


def test_the_list_leaves_in_three_formats_and_says_what_rests_on_each(db):
    one = make.source("S1", publisher="INDIRE")
    make.statement(make.way(), kind="found", sources=[one])
    gone = make.statement(None, kind="found", sources=[one])
    actions.withdraw_statement(gone, because="Old", by=make.make.person())

    assert [each.said for each in sources()] == [1]
    assert as_cited(sources())[0].line == "Report S1. INDIRE."
    for ending in ("bib", "ris", "json"):
        assert "Report S1" in written_as(ending, sources())[1]
    with pytest.raises(KeyError):
        written_as("xml", sources())
