"""Begin, adapt, write question by question, publish; and try to break the lock by the pages."""

from dataclasses import replace

import pytest
from django.urls import reverse

from cordata.analysis.forms.definition import Question
from cordata.surveys.actions import instruments as actions
from cordata.surveys.models import Instrument, InstrumentVersion
from cordata.surveys.queries.instruments import form_in
from tests.surveys.library import published, small_form

OWN = {
    "label_it": "E nella nostra scuola?", "answer": "scale", "area": "A", "voices": ["teachers"],
    "required": "on", "relevant": "${A1} != 'na'",
}  # fmt: skip


@pytest.fixture
def edition(cast):
    """Italy's edition of the small instrument, as a draft."""
    return actions.adapt_instrument(published(), country="IT", by=cast.people["coordinator"])


def at(route, *args):
    return reverse(f"instruments:{route}", args=args)


def names(version):
    version.refresh_from_db()
    return [one.name for one in form_in(version).questions()]


def test_a_coordinator_makes_an_edition_for_her_country_once(marta, cast):
    published()
    assert (
        "Make our own edition (Italy)" in marta.get(at("instrument", "small")).content.decode()
    )

    first = marta.post(at("adapt", "small"), {"country": "IT"})
    again = marta.post(at("adapt", "small"), {"country": "IT"})

    assert first.url == at("draft", "small-it")
    assert again.url == at("instrument", "small-it")
    assert "Make our own edition" not in marta.get(at("instrument", "small")).content.decode()


def test_nobody_makes_an_edition_for_another_country_or_of_a_draft(marta, sign_in, cast):
    published()
    assert marta.post(at("adapt", "small"), {"country": "HR"}).status_code == 403
    assert (
        sign_in("administrator").post(at("adapt", "small"), {"country": "IT"}).status_code
        == 403
    )
    actions.begin_instrument("primo", kind="case", country="IT", form=small_form(), by=None)
    assert marta.post(at("adapt", "primo"), {"country": "IT"}).status_code == 404


def test_a_question_of_one_s_own_is_written_without_a_spreadsheet(marta, edition):
    response = marta.post(at("add-question", "small-it"), OWN)

    assert response.url == at("draft", "small-it")
    assert names(edition) == ["A1", "A2", "it_1", "free"]
    own = list(form_in(edition).questions())[2]
    assert own.labels == {"it": "E nella nostra scuola?"}
    assert (own.voices, own.required, own.core) == (("teachers",), True, False)
    assert "Own question" in marta.get(at("draft", "small-it")).content.decode()


def test_it_is_changed_and_taken_out_again(marta, edition):
    marta.post(at("add-question", "small-it"), OWN)
    page = marta.get(at("question", "small-it", "it_1")).content.decode()
    assert "E nella nostra scuola?" in page

    marta.post(
        at("question", "small-it", "it_1"), OWN | {"answer": "text", "label_it": "Come mai?"}
    )
    edition.refresh_from_db()
    own = list(form_in(edition).questions())[2]
    assert (own.kind, own.choices, own.labels["it"]) == ("text", "", "Come mai?")

    marta.post(at("remove-question", "small-it", "it_1"))
    assert names(edition) == ["A1", "A2", "free"]


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ("${A1} >=", "At character 9: it ends too early."),
        ("${gone} = 1", "There is no question “gone”."),
        ("position(..)", "the function “position” is not known here"),
    ],
)
def test_a_condition_that_cannot_be_read_is_refused_with_its_place(
    marta, edition, said, message
):
    response = marta.post(at("add-question", "small-it"), OWN | {"relevant": said})

    html = response.content.decode()
    assert response.status_code == 422
    assert message in html
    assert "E nella nostra scuola?" in html
    assert names(edition) == ["A1", "A2", "free"]


def test_a_forged_post_does_not_touch_a_locked_question(marta, edition):
    changed = marta.post(at("question", "small-it", "A1"), OWN)
    removed = marta.post(at("remove-question", "small-it", "A1"), follow=True)

    assert changed.status_code == 422
    assert "A1 is locked" in changed.content.decode()
    assert "A1 is locked and cannot be left out." in removed.content.decode()
    edition.refresh_from_db()
    assert form_in(edition) == small_form()
    html = marta.get(at("draft", "small-it")).content.decode()
    assert at("question", "small-it", "A1") not in html


def test_of_two_who_write_at_the_same_time_the_later_sees_both(marta, edition):
    marta.post(at("add-question", "small-it"), OWN)
    seen = {"version": "2", **OWN}
    marta.post(at("question", "small-it", "it_1"), seen | {"label_it": "Prima"})

    late = marta.post(at("question", "small-it", "it_1"), seen | {"label_it": "Dopo"})

    html = late.content.decode()
    assert late.status_code == 409
    assert "Prima" in html
    assert "Dopo" in html
    again = marta.post(
        at("question", "small-it", "it_1"), seen | {"version": "3", "label_it": "Dopo"}
    )
    assert again.status_code == 302


def test_what_is_in_the_way_of_publishing_is_said(marta, cast):
    marta.post(
        at("begin"),
        {"title": "Nostro", "language": "it", "kind": "questionnaire", "country": "IT"},
    )
    html = marta.get(at("publish", "nostro-it")).content.decode()

    assert "It asks nothing yet." in html
    assert "Publish version" not in html
    assert marta.post(at("publish", "nostro-it"), {"revision": "1"}).status_code == 409


def test_what_was_read_is_what_is_published(marta, edition):
    marta.post(at("add-question", "small-it"), OWN)
    html = marta.get(at("publish", "small-it")).content.decode()
    assert "it_1" in html
    assert "Publish version 1" in html

    old = marta.post(at("publish", "small-it"), {"revision": "1"})
    new = marta.post(at("publish", "small-it"), {"revision": "2"})

    assert old.status_code == 409
    assert new.url == at("instrument", "small-it")
    edition.refresh_from_db()
    assert edition.state == "published"
    shown = marta.get(at("instrument", "small-it")).content.decode()
    assert "Begin the next version" in shown
    assert edition.address[:23] in shown


def test_a_next_version_is_begun_once_and_thrown_away(marta, cast):
    published("nostro", country="IT")
    first = marta.post(at("draft", "nostro"))
    again = marta.post(at("draft", "nostro"), follow=True)

    assert first.url == at("draft", "nostro")
    assert "Somebody has begun this draft" in again.content.decode()
    assert "Go on with the draft" in marta.get(at("instrument", "nostro")).content.decode()
    assert marta.post(at("discard", "nostro")).url == at("library")
    assert [one.state for one in InstrumentVersion.objects.all()] == ["published"]
    assert marta.get(at("draft", "nostro")).status_code == 404


def test_the_next_version_of_what_was_never_published_is_no_page(marta, cast):
    actions.begin_instrument("primo", kind="case", country="IT", form=small_form(), by=None)

    assert marta.post(at("draft", "primo")).status_code == 404


def test_an_instrument_is_begun_where_one_may_write(marta, ada, cast):
    given = {"title": "Nostro", "language": "it", "kind": "interview", "country": "IT"}

    begun = marta.post(at("begin"), given)
    twice = marta.post(at("begin"), given)
    elsewhere = marta.post(at("begin"), given | {"country": "HR"})
    whole = ada.post(at("begin"), {"title": "Ours", "language": "en", "kind": "case"})

    assert begun.url == at("draft", "nostro-it")
    assert "There is one with this title" in twice.content.decode()
    assert elsewhere.status_code == 422
    assert whole.url == at("draft", "ours")
    assert {one.slug: one.country for one in Instrument.objects.all()} == {
        "nostro-it": "IT", "ours": "",
    }  # fmt: skip


def test_a_question_that_is_gone_is_no_page(marta, edition):
    assert marta.get(at("question", "small-it", "nothing")).status_code == 404


def test_an_administrator_writes_the_platform_s_own_in_every_language(ada, cast):
    version = published()
    ada.post(at("draft", "small"))
    given = {"label_en": "New?", "label_it": "Nuovo?", "answer": "integer", "area": ""}

    ada.post(at("add-question", "small"), given)

    draft = InstrumentVersion.objects.get(instrument=version.instrument, number=2)
    assert names(draft) == ["A1", "A2", "free", "q1"]


def test_an_administrator_locks_a_question_and_what_is_not_asked_stays(ada, cast):
    day = Question(
        "day", "date", {"en": "Day", "it": "Giorno"}, extra={"media::image": "x.png"}
    )
    form = small_form()
    published(form=replace(form, children=(*form.children, day)))
    ada.post(at("draft", "small"))
    page = ada.get(at("question", "small", "day")).content.decode()
    assert '<option value="date" selected>date</option>' in page

    given = {"label_en": "Day?", "label_it": "Giorno?", "answer": "date", "core": "on"}
    ada.post(at("question", "small", "day"), given)

    draft = InstrumentVersion.objects.get(number=2)
    changed = list(form_in(draft).questions())[-1]
    assert (changed.kind, changed.core, changed.extra) == (
        "date",
        True,
        {"media::image": "x.png"},
    )
    assert changed.labels["en"] == "Day?"


def test_an_edition_takes_over_the_newer_core(marta, edition):
    def follow():
        return marta.post(at("follow", "small-it"), follow=True).content.decode()

    assert "follows the newest version already" in follow()
    draft = actions.start_draft(edition.instrument.adapted_from.instrument, by=None)
    actions.publish_version(draft, revision=None, by=None)
    assert "Publish the draft or throw it away first." in follow()
    actions.publish_version(edition, revision=None, by=None)
    shown = marta.get(at("instrument", "small-it")).content.decode()
    assert "Take over the new core (version 2)" in shown

    assert "The draft has the new core and your own questions." in follow()
