"""Write, adapt and publish instruments; try to break the lock through the actions."""

import datetime as dt
from dataclasses import replace
from uuid import uuid4

import pytest
from django.utils import timezone

from cordata.analysis.forms.definition import Choice
from cordata.analysis.forms.document import to_document
from cordata.analysis.forms.editing import drop_question, put_question
from cordata.history.models import Entry
from cordata.networks.actions.stale import ChangedBySomebody
from cordata.networks.models import Cohort
from cordata.surveys import rules
from cordata.surveys.actions import instruments as actions
from cordata.surveys.models import Answers, Instrument, InstrumentVersion, Invited, Round
from cordata.surveys.queries.instruments import (
    countries_written_for,
    form_in,
    instruments_seen_by,
    library,
    readiness,
)
from tests import cast as casting
from tests import factories as make
from tests.surveys.library import SCALE, published, small_form, statement, with_own

pytestmark = pytest.mark.django_db
DRAFT, PUBLISHED, RETIRED = InstrumentVersion.State


@pytest.fixture
def cast():
    return casting.gather()


@pytest.fixture
def marta(cast):
    return cast.people["coordinator"]


@pytest.fixture
def adaptation(cast, marta):
    """Italy's edition of the small instrument, as a draft."""
    return actions.adapt_instrument(published(), country="IT", by=marta)


def answered(cast, version):
    """Somebody has answered this version."""
    now = timezone.now()
    which = Round.objects.create(
        instrument=version, participation=cast.theirs, occasion="once", opens_at=now,
        closes_at=now + dt.timedelta(days=14),
    )  # fmt: skip
    voice = Invited.objects.create(round=which, voice="teachers")
    Answers.objects.create(invited=voice, receipt=uuid4(), language="it", begun_on=now.date())


def next_version(version, form, by):
    draft = actions.start_draft(version.instrument, by=by)
    actions.save_draft(draft, form, revision=draft.revision, by=by)
    return draft


def test_publishing_freezes_a_draft_with_its_address_and_replaces_the_one_before():
    first = published()
    second = next_version(first, drop_question(small_form(), "free"), None)

    actions.publish_version(second, revision=2, by=None)

    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, second.state) == (RETIRED, PUBLISHED)
    assert second.number == 2
    assert second.address.startswith("sha256:")
    assert first.address != second.address
    assert [entry.verb for entry in Entry.objects.order_by("pk")] == [
        "instrument.begun", "instrument.published", "instrument.draft_started",
        "instrument.changed", "instrument.published",
    ]  # fmt: skip


def test_the_same_form_has_the_same_address_wherever_it_is_published():
    assert published("one").address == published("two").address


def test_what_is_published_never_changes(marta):
    version = published()

    with pytest.raises(actions.NotADraft):
        actions.save_draft(version, with_own(small_form()), revision=1, by=marta)
    with pytest.raises(actions.NotADraft):
        actions.publish_version(version, revision=None, by=marta)
    with pytest.raises(actions.NotADraft):
        actions.discard_draft(version, by=marta)

    version.refresh_from_db()
    assert form_in(version) == small_form()


def test_a_draft_that_lacks_something_is_not_published(marta):
    form = replace(small_form(), titles={"en": "Small"})
    draft = actions.begin_instrument(
        "x", kind="questionnaire", country="IT", form=form, by=marta
    )

    with pytest.raises(actions.NotReady) as refused:
        actions.publish_version(draft, revision=None, by=marta)

    assert [lack.code for lack in refused.value.readiness.lacks] == ["title_missing"]
    draft.refresh_from_db()
    assert draft.state == DRAFT


def test_of_two_editors_the_later_is_stopped(marta):
    draft = actions.begin_instrument(
        "x", kind="questionnaire", country="IT", form=small_form(), by=marta
    )
    mine, yours = (InstrumentVersion.objects.get(pk=draft.pk) for _ in range(2))
    actions.save_draft(mine, with_own(small_form()), revision=1, by=marta)

    with pytest.raises(ChangedBySomebody) as changed:
        actions.save_draft(yours, small_form(), revision=1, by=marta)
    with pytest.raises(ChangedBySomebody):
        actions.publish_version(yours, revision=1, by=marta)

    assert form_in(changed.value.now) == with_own(small_form())
    draft.refresh_from_db()
    assert draft.state == DRAFT


def test_there_is_one_draft_at_a_time_and_none_without_something_published(marta):
    version = published()
    actions.start_draft(version.instrument, by=marta)
    with pytest.raises(actions.DraftedAlready):
        actions.start_draft(version.instrument, by=marta)

    fresh = actions.begin_instrument(
        "x", kind="case", country="IT", form=small_form(), by=marta
    )
    with pytest.raises(actions.NotPublished):
        actions.start_draft(fresh.instrument, by=marta)
    with pytest.raises(actions.NotPublished):
        actions.adapt_instrument(fresh, country="IT", by=marta)
    with pytest.raises(actions.NameTaken):
        actions.begin_instrument("x", kind="case", country="IT", form=small_form(), by=marta)


def test_a_first_draft_that_is_thrown_away_takes_its_instrument_with_it(marta):
    version = published()
    again = actions.start_draft(version.instrument, by=marta)
    fresh = actions.begin_instrument(
        "x", kind="case", country="IT", form=small_form(), by=marta
    )

    actions.discard_draft(again, by=marta)
    actions.discard_draft(fresh, by=marta)

    assert [one.slug for one in Instrument.objects.all()] == ["small"]
    assert [one.number for one in InstrumentVersion.objects.all()] == [1]


# --- The lock ------------------------------------------------------------------


def test_a_country_adds_questions_of_its_own_and_publishes(adaptation, marta):
    form = with_own(form_in(adaptation))

    actions.save_draft(adaptation, form, revision=1, by=marta)
    actions.publish_version(adaptation, revision=2, by=marta)

    assert (adaptation.instrument.slug, adaptation.instrument.country) == ("small-it", "IT")
    assert [one.name for one in form_in(adaptation).questions()] == ["A1", "A2", "free", "it_1"]


BREAKS = {
    "left_out": lambda form: drop_question(form, "A1"),
    "reworded": lambda form: put_question(form, statement("A1", labels={"en": "X", "it": "Y"})),
    "changed": lambda form: put_question(form, statement("A1", relevant="1 = 2")),
    "choices": lambda form: replace(
        form, choices={"scale": (*SCALE, Choice("6", {"en": "6", "it": "6"}))}
    ),
    "no_prefix": lambda form: with_own(form, "A3"),
    "marked_core": lambda form: with_own(form, core=True),
    "language_lost": lambda form: replace(form, languages=("it",)),
}


@pytest.mark.parametrize("code", BREAKS)
@pytest.mark.parametrize("way", ["save", "take in", "behind its back"])
def test_the_lock_holds_in_every_action(adaptation, marta, code, way):
    broken = BREAKS[code](form_in(adaptation))

    if way == "save":
        with pytest.raises(actions.LockBroken) as refused:
            actions.save_draft(adaptation, broken, revision=1, by=marta)
        found = refused.value.breaches
    elif way == "take in":
        with pytest.raises(actions.LockBroken) as refused:
            actions.take_in_form(adaptation.instrument, broken, revision=1, by=marta)
        found = refused.value.breaches
    else:  # a row that was written by no action of ours is not published
        InstrumentVersion.objects.filter(pk=adaptation.pk).update(document=to_document(broken))
        with pytest.raises(actions.NotReady) as unready:
            actions.publish_version(adaptation, revision=None, by=marta)
        found = unready.value.readiness.breaches

    assert code in {breach.code for breach in found}
    adaptation.refresh_from_db()
    assert adaptation.state == DRAFT
    assert way == "behind its back" or form_in(adaptation) == small_form()


def test_a_later_version_of_an_adaptation_is_locked_too(adaptation, marta):
    actions.publish_version(adaptation, revision=None, by=marta)
    draft = actions.start_draft(adaptation.instrument, by=marta)

    with pytest.raises(actions.LockBroken):
        actions.save_draft(draft, drop_question(small_form(), "A2"), revision=1, by=marta)


def test_a_spreadsheet_begins_a_draft_or_takes_the_place_of_one(adaptation, marta):
    actions.publish_version(adaptation, revision=None, by=marta)

    fresh = actions.take_in_form(
        adaptation.instrument, with_own(small_form()), revision=0, by=marta
    )
    again = actions.take_in_form(
        adaptation.instrument, with_own(small_form(), "it_2"), revision=1, by=marta
    )

    assert fresh.pk == again.pk
    assert [one.name for one in form_in(again).questions()][-1] == "it_2"
    with pytest.raises(actions.LockBroken):
        actions.take_in_form(
            adaptation.instrument, drop_question(small_form(), "A1"), revision=2, by=marta
        )
    with pytest.raises(ChangedBySomebody):
        actions.take_in_form(adaptation.instrument, small_form(), revision=1, by=marta)


def test_a_country_has_one_edition_of_an_instrument(adaptation, marta):
    with pytest.raises(actions.AdaptedAlready) as there:
        actions.adapt_instrument(adaptation.instrument.adapted_from, country="IT", by=marta)

    assert there.value.instrument == adaptation.instrument


def test_an_edition_follows_a_newer_core_with_its_own_questions(adaptation, marta):
    actions.save_draft(adaptation, with_own(small_form()), revision=1, by=marta)
    actions.publish_version(adaptation, revision=None, by=marta)
    with pytest.raises(actions.NothingNewer):
        actions.follow_core(adaptation.instrument, by=marta)
    first = adaptation.instrument.adapted_from
    better = statement("A1", labels={"en": "Said better", "it": "Detto meglio"})
    second = next_version(first, put_question(small_form(), better), None)
    actions.publish_version(second, revision=None, by=None)

    draft = actions.follow_core(adaptation.instrument, by=marta)
    actions.publish_version(draft, revision=None, by=marta)

    labels = {one.name: one.labels["it"] for one in form_in(draft).questions()}
    assert labels["A1"] == "Detto meglio"
    assert labels["it_1"] == "E da noi?"
    assert adaptation.instrument.adapted_from == second


def test_a_draft_begun_after_following_has_the_new_core_even_if_the_first_was_thrown_away(
    adaptation, marta
):
    actions.publish_version(adaptation, revision=None, by=marta)
    better = statement("A1", labels={"en": "Said better", "it": "Detto meglio"})
    second = next_version(
        adaptation.instrument.adapted_from, put_question(small_form(), better), None
    )
    actions.publish_version(second, revision=None, by=None)
    actions.discard_draft(actions.follow_core(adaptation.instrument, by=marta), by=marta)

    draft = actions.start_draft(adaptation.instrument, by=marta)

    assert next(form_in(draft).questions()).labels["it"] == "Detto meglio"


# --- Meaning -------------------------------------------------------------------


def test_what_was_answered_may_not_mean_something_else(cast, marta):
    version = published()
    answered(cast, version)
    more = replace(
        small_form(), choices={"scale": (*SCALE, Choice("6", {"en": "6", "it": "6"}))}
    )
    draft = next_version(version, more, marta)

    with pytest.raises(actions.NotReady) as refused:
        actions.publish_version(draft, revision=None, by=marta)

    assert refused.value.readiness.recoded == [("A1", "choices", 1), ("A2", "choices", 1)]


def test_a_name_that_was_left_out_comes_back_only_with_its_meaning(cast, marta):
    version = published()
    answered(cast, version)
    second = next_version(version, drop_question(small_form(), "A2"), marta)
    actions.publish_version(second, revision=None, by=marta)
    third = next_version(second, small_form(), marta)
    assert readiness(version.instrument, form_in(third)).is_ready

    other = put_question(small_form(), statement("A2", kind="text", choices=""))

    assert readiness(version.instrument, other).recoded == [
        ("A2", "kind", 1), ("A2", "choices", 1),
    ]  # fmt: skip


def test_what_nobody_has_answered_may_still_change(marta):
    version = published()
    draft = next_version(
        version, put_question(small_form(), statement("A1", kind="text", choices="")), marta
    )

    actions.publish_version(draft, revision=None, by=marta)

    assert draft.state == PUBLISHED


# --- Who -----------------------------------------------------------------------


def test_the_rule_and_the_query_agree_on_who_sees_what(cast):
    platform, italian = published(), published("theirs", country="IT")
    actions.start_draft(platform.instrument, by=None)
    for slug, country in (("first", ""), ("primo", "IT"), ("prvi", "HR")):
        actions.begin_instrument(slug, kind="case", country=country, form=small_form(), by=None)

    for person in filter(None, cast.people.values()):
        seen = set(instruments_seen_by(person))
        for instrument in Instrument.objects.all():
            assert (instrument in seen) == rules.may_see_instrument(person, instrument)
            assert rules.may_edit_instrument(person, instrument) == (
                instrument.country in countries_written_for(person)
            )
        assert {platform.instrument, italian.instrument} <= seen
        assert [one.instrument for one in library(person)] == list(instruments_seen_by(person))


def test_who_writes_what(cast):
    may = {
        name: [code for code in ("", "IT", "HR") if rules.may_write_instruments(person, code)]
        for name, person in cast.people.items()
        if person
    }

    assert {name: places for name, places in may.items() if places} == {
        "coordinator": ["IT"], "coordinator_elsewhere": ["HR"], "researcher": ["IT"],
        "administrator": [""],
    }  # fmt: skip


def test_a_researcher_writes_for_her_countries_and_those_of_her_programmes_only(cast):
    elsewhere, of_country = make.person(), make.person()
    other = make.programme(name="Another")
    Cohort.objects.create(
        programme=other, country_id="HR", name="2026/27",
        starts_on=dt.date(2026, 9, 1), ends_on=dt.date(2027, 6, 30),
    )  # fmt: skip
    make.role(elsewhere, "researcher", "programme", other.public_id)
    make.role(of_country, "researcher", "country", "IT")
    begun = actions.begin_instrument(
        "primo", kind="case", country="IT", form=small_form(), by=None
    ).instrument

    assert countries_written_for(elsewhere) == ["HR"]
    assert countries_written_for(of_country) == ["IT"]
    assert not rules.may_edit_instrument(elsewhere, begun)
    assert not rules.may_see_instrument(elsewhere, begun)
    assert not instruments_seen_by(elsewhere).filter(pk=begun.pk).exists()
    assert rules.may_edit_instrument(of_country, begun)
    assert rules.may_edit_instrument(cast.people["researcher"], begun)
    assert not rules.may_edit_instrument(cast.people["researcher"], published().instrument)


def test_the_library_tells_of_drafts_only_those_who_write_them(cast, marta):
    version = published("theirs", country="IT")
    actions.start_draft(version.instrument, by=marta)
    actions.begin_instrument("primo", kind="case", country="IT", form=small_form(), by=marta)

    hers = {one.instrument.slug: (one.number, one.has_draft) for one in library(marta)}
    others = library(cast.people["teacher"])

    assert hers == {"theirs": (1, True), "primo": (0, True)}
    assert [(one.instrument.slug, one.has_draft) for one in others] == [("theirs", False)]
    assert others[0].titles == {"en": "Small", "it": "Piccolo"}
