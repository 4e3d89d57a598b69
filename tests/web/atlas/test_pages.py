"""The atlas as people read and write it."""

import json

from django.urls import reverse

from cordata.guidance.actions.shipped import load_atlas
from cordata.guidance.models import Source, Statement
from tests.guidance import atlas as make

MOST_QUERIES = 15


def page(client, name, *args, status=200, **asked):
    answer = client.get(reverse(f"atlas:{name}", args=args), asked)
    assert answer.status_code == status
    return answer.content.decode()


def test_literature_and_our_numbers_never_stand_in_one_table(client, db):
    load_atlas()
    html = page(client, "compare")

    ours, theirs = html.split("What others have found and what we conclude", 1)
    assert "Nothing of the literature is in these numbers." in ours
    assert "EdTech" not in ours
    assert "EdTech" in theirs
    assert theirs.count(">judged<") > 10
    assert "not enough data to compare" not in theirs


def test_four_ways_side_by_side_cost_few_queries(client, db, django_assert_max_num_queries):
    load_atlas()
    asked = {"with": ["online", "among-peers", "regional-hub", "top-down"]}

    with django_assert_max_num_queries(MOST_QUERIES):
        answer = client.get(reverse("atlas:compare"), asked)
    html = answer.content.decode()

    assert html.index("Online only</a></th>") < html.index("Among peers</a></th>")
    assert "Only the first" not in html


def test_a_fifth_way_is_named_as_left_out_and_a_strange_one_is_not_there(client, db):
    load_atlas()
    five = ["online", "among-peers", "regional-hub", "top-down", "mixed"]

    answer = client.get(reverse("atlas:compare"), {"with": five})
    assert "Only the first 4 are shown" in answer.content.decode()
    assert client.get(reverse("atlas:compare"), {"with": "x"}).status_code == 404
    assert client.get(reverse("atlas:way", args=["x"])).status_code == 404


def test_before_it_is_loaded_the_pages_say_so(client, db):
    for name in ("ways", "compare"):
        assert "The atlas is empty" in page(client, name)
    assert "There is no source yet" in page(client, "sources")


def test_a_way_shows_each_statement_with_its_kind_and_source(client, db):
    load_atlas()
    html = page(client, "way", "online")

    assert "Hungary’s blue hub kept" in html
    assert '<a href="#S14">S14</a>' in html
    assert 'id="S14"' in html
    assert "Change" not in html


def test_a_researcher_adds_a_statement_and_must_say_where_it_was_found(paola, db):
    make.way()
    make.source("S1")
    at = reverse("atlas:add", args=["online"])
    given = {"part": "strength", "words": "It is cheap.", "kind": "found", "keys": ""}

    refused = paola.post(at, given)
    assert refused.status_code == 422
    assert "It is cheap." in refused.content.decode()
    assert paola.post(at, given | {"keys": "S1, S9"}).status_code == 422
    assert paola.post(at, given | {"keys": "S1"}).status_code == 302
    assert Statement.objects.get().sources.get().key == "S1"


def test_a_coordinator_translates_and_the_mark_goes_when_it_follows_again(marta, paola, db):
    said = make.statement(make.way())
    at = reverse("atlas:statement", args=[said.public_id, "it"])
    own = reverse("atlas:statement", args=[said.public_id, "en"])
    first = said.text.revisions.get()
    marta.post(at, {"words": "La fiducia.", "after": 0, "source": first.public_id})
    changed = {"words": "Trust is slow.", "after": 1, "kind": "judged", "keys": ""}
    assert paola.post(own, changed).status_code == 302

    assert "The original has changed" in marta.get(at).content.decode()
    source = said.text.revisions.get(language="en", state="published").public_id
    still = {"words": "La fiducia!", "after": 1, "source": source}
    assert marta.post(at, still).status_code == 302
    assert "The original has changed" in marta.get(at).content.decode()
    marta.post(at, still | {"after": 2, "follows": "on"})
    assert "The original has changed" not in marta.get(at).content.decode()


def test_words_written_meanwhile_are_both_shown(paola, db):
    said = make.statement(make.way())
    at = reverse("atlas:statement", args=[said.public_id, "en"])
    given = {"words": "Mine.", "after": 1, "kind": "judged", "keys": ""}
    paola.post(at, given)

    late = paola.post(at, given | {"words": "Late."})
    assert late.status_code == 409
    assert "Mine." in late.content.decode()
    assert "Late." in late.content.decode()


def test_a_statement_is_taken_out_with_a_reason(paola, db):
    said = make.statement(make.way())
    at = reverse("atlas:withdraw", args=[said.public_id])

    paola.post(at, {"because": ""})
    assert Statement.objects.get().withdrawn_at is None
    paola.post(at, {"because": "It was one school."})
    assert Statement.objects.get().withdrawn_because == "It was one school."
    assert paola.post(at, {"because": "Again"}).status_code == 404


def test_a_way_is_named_in_another_language(paola, db):
    make.way()
    at = reverse("atlas:words", args=["online", "pt"])

    assert paola.get(at).status_code == 200
    paola.post(at, {"name": "Só em linha", "words": "No ecrã.", "after": 0})
    assert "Só em linha" in paola.get("/pt/models/ways/").content.decode()


def test_sources_are_checked_before_they_are_taken_in(paola, db):
    make.source("S1", title="There already")
    at = reverse("atlas:take-in")
    text = "@book{a, title = {There already!}} @book{b, title = {New one}}"

    checked = paola.post(at, {"text": text}).content.decode()
    assert "1 source is new" in checked
    assert "there already: S1" in checked
    assert Source.objects.count() == 1
    assert paola.post(at, {"text": text, "take": "1"}).status_code == 302
    assert Source.objects.count() == 2
    wrong = paola.post(at, {"text": "@book{a, title = {x"})
    assert (wrong.status_code, "does not end" in wrong.content.decode()) == (422, True)


def test_a_file_of_sources_takes_the_place_of_what_was_pasted(paola, db, tmp_path):
    file = tmp_path / "list.ris"
    file.write_text("TY  - BOOK\nTI  - From a file\nER  - \n")
    at = reverse("atlas:take-in")

    with file.open("rb") as sent:
        assert "From a file" in paola.post(at, {"file": sent}).content.decode()
    assert paola.post(at, {}).status_code == 422


def test_sources_leave_in_three_formats(client, db):
    make.source("S1", publisher="INDIRE")

    found = {
        ending: client.get(reverse("atlas:sources-file", args=[ending]))
        for ending in ("bib", "ris", "json")
    }
    assert json.loads(found["json"].content)[0]["id"] == "S1"
    assert "@techreport{S1," in found["bib"].content.decode()
    assert found["ris"].headers["Content-Disposition"] == 'attachment; filename="sources.ris"'
    assert client.get(reverse("atlas:sources-file", args=["xml"])).status_code == 404
