"""The record: from the school's words, bilingual, with evidence, agreed with version by version."""

import pytest

from cordata.networks.actions.stale import ChangedBySomebody
from cordata.notices.models import Letter
from cordata.practices.actions import agreeing, documenting, evidence
from cordata.practices.actions.telling import withdraw_practice
from cordata.practices.models import Edition
from cordata.practices.queries.records import (
    claims_in,
    evidence_of,
    missing_in,
    places_of_claims,
    questions_open,
    standing_of,
)
from tests.practices import making


def texts(part, it, en=None):
    """Every part, and one of them otherwise."""
    every = making.texts()
    every["it"][part], every["en"][part] = it, it if en is None else en
    return {"texts": every}


def test_a_record_begins_from_the_schools_own_words(cast):
    edition = making.begun(cast)

    assert edition.texts["it"]["failed"] == making.TOLD.failed
    assert edition.texts["it"]["resources"] == making.TOLD.effort
    assert edition.levels == cast.theirs.school.levels
    assert documenting.start_edition(edition.practice, by=making.second(cast)) == edition


def test_what_is_missing_is_said_before_the_school_reads_it(cast):
    edition = making.begun(cast)
    with pytest.raises(documenting.Incomplete) as refused:
        documenting.ask_agreement(edition, by=cast.people["researcher"])
    said = set(refused.value.missing)
    assert {"rurality", "setting", "hours", "needs", "steps", "en:title"} <= said

    whole = making.documented(cast)
    assert missing_in(whole) == []


@pytest.mark.parametrize(
    ("changes", "missing"),
    [
        (texts("failed", ""), ["failed"]),
        (texts("partly", "Un po’", ""), ["en:partly"]),
        (texts("worked", "Uno.\n\nDue.", "One."), ["paragraphs:worked"]),
        (texts("worked", ""), []),
        ({"hours": None}, ["hours"]),
        ({"levels": []}, ["levels"]),
    ],
)
def test_each_thing_that_can_be_missing(cast, changes, missing):
    assert missing_in(making.documented(cast, changes)) == missing


def test_a_question_comes_back_into_its_place(cast):
    practice, paola = making.sent(cast), cast.people["researcher"]

    question = documenting.ask_school(practice, part="effort", words="Pagate?", by=paola)
    to = Letter.objects.filter(purpose="practice_asked").values_list("to", flat=True)
    assert set(to) == {cast.people["head"].email, cast.people["team"].email}
    documenting.answer_researcher(question, words="No.", by=cast.people["team"])

    assert not questions_open(practice).exists()
    assert Letter.objects.get(purpose="practice_answered").to == paola.email
    with pytest.raises(documenting.AnsweredAlready):
        documenting.answer_researcher(question, words="Sì.", by=cast.people["head"])


def test_the_school_agrees_by_name_with_a_version_and_a_change_asks_again(cast):
    edition, paola = making.agreed(cast), cast.people["researcher"]
    said = standing_of(edition).agreement
    assert (said.by, said.as_role, said.of_version) == (
        cast.people["head"], "head", edition.version,
    )  # fmt: skip
    assert edition.state == Edition.State.VALIDATING

    documenting.save_record(edition, making.record(hours=41), version=None, by=paola)

    assert edition.state == Edition.State.DRAFT
    assert standing_of(edition).agreement is None
    documenting.ask_agreement(edition, by=paola)
    agreeing.agree_with_record(edition, version=edition.version, by=cast.people["team"])
    assert standing_of(edition).agreement.as_role == "team"


def test_nobody_agrees_with_what_was_changed_meanwhile(cast):
    edition = making.asked(cast)
    seen = edition.version
    paola, head = cast.people["researcher"], cast.people["head"]
    documenting.save_record(edition, making.record(hours=41), version=None, by=paola)
    documenting.ask_agreement(edition, by=paola)

    with pytest.raises(ChangedBySomebody):
        agreeing.agree_with_record(edition, version=seen, by=head)


def test_the_school_says_what_must_change(cast):
    edition = making.asked(cast)
    agreeing.ask_for_changes(
        edition, version=edition.version, words="Togliete il nome.", by=cast.people["head"]
    )

    assert edition.state == Edition.State.DRAFT
    assert Letter.objects.get(purpose="practice_agreed").body.startswith("Togliete il nome.")


def test_a_claim_without_evidence_is_its_authors_view_and_evidence_follows_its_paragraph(cast):
    edition, paola = (
        making.documented(cast, texts("worked", "Uno.\n\nDue.")),
        cast.people["researcher"],
    )
    evidence.tie_evidence(
        edition, part="worked", paragraph=2, kind="measure", says="31 di 44", by=paola
    )
    first, second = claims_in(edition, "worked", "en", evidence_of(edition))
    assert (first.evidence, [one.says for one in second.evidence]) == ([], ["31 di 44"])

    moved = making.record(**texts("worked", "Zero.\n\nUno.\n\nDue."))
    documenting.save_record(edition, moved, version=None, by=paola)
    assert [one.paragraph for one in evidence_of(edition)] == [3]

    gone = making.record(**texts("worked", "Tutto diverso."))
    documenting.save_record(edition, gone, version=None, by=paola)
    assert [one.paragraph for one in evidence_of(edition)] == [0]


def test_evidence_belongs_to_a_claim_that_is_there(cast):
    edition, paola = making.documented(cast), cast.people["researcher"]
    assert ("worked", 1, "worked it") in places_of_claims(edition)

    with pytest.raises(evidence.NoSuchClaim):
        evidence.tie_evidence(
            edition, part="worked", paragraph=9, kind="measure", says="x", by=paola
        )


def test_evidence_that_is_tied_or_untied_asks_the_school_again(cast):
    edition, paola = making.agreed(cast), cast.people["researcher"]
    tied = evidence.tie_evidence(
        edition, part="failed", paragraph=1, kind="page", page="https://example.org/",
        says="Verbale", by=paola,
    )  # fmt: skip
    assert (edition.state, standing_of(edition).agreement) == (Edition.State.DRAFT, None)

    evidence.untie_evidence(tied, by=paola)
    assert not edition.evidence.exists()


def test_a_next_edition_begins_from_the_published_one_which_stays_readable(cast):
    first, paola = making.published(cast), cast.people["researcher"]
    next_one = documenting.start_edition(first.practice, by=paola)

    assert (next_one.number, next_one.texts, next_one.state) == (2, first.texts, "draft")
    assert list(next_one.needs.all()) == list(first.needs.all())
    first.refresh_from_db()
    assert first.state == Edition.State.PUBLISHED
    with pytest.raises(documenting.NotAtWork):
        documenting.save_record(first, making.record(), version=None, by=paola)
    with pytest.raises(documenting.NotAtWork):
        agreeing.agree_with_record(first, version=first.version, by=cast.people["head"])


def test_nothing_goes_on_with_what_the_school_has_taken_back(cast):
    edition, paola = making.documented(cast), cast.people["researcher"]
    practice = edition.practice
    withdraw_practice(practice, why="No.", by=cast.people["head"])

    with pytest.raises(documenting.Withdrawn):
        documenting.start_edition(practice, by=paola)
    with pytest.raises(documenting.Withdrawn):
        documenting.ask_school(practice, part="done", words="Quando?", by=paola)
    with pytest.raises(documenting.Withdrawn):
        documenting.ask_agreement(edition, by=paola)
