"""What clusters sign: frozen words, each party by its own link or on paper, once."""

import datetime as dt
import re

import pytest
from django.db import IntegrityError

from cordata.clusters.actions import agreements
from cordata.clusters.actions.founding import found_cluster
from cordata.clusters.models import Agreement, Signature
from cordata.clusters.queries.agreements import (
    declined_in,
    newcomers,
    signature_with,
    signatures_of,
    signed_in,
    words_of,
)
from cordata.documents.actions.files import FileRefused
from cordata.history.models import Entry
from cordata.networks.models import Cohort
from cordata.notices.models import Letter
from tests import factories as make

TEXT = "{mentor} leads {cluster}: {schools}, {start} to {end}, with {authority}."


@pytest.fixture
def marta(db):
    return make.coordinator()


@pytest.fixture
def cluster(marta):
    cohort = make.cohort()
    lead = make.mentor(cohort, name="IC Betulle")
    mentees = [make.mentee(cohort, name="IC Valle"), make.mentee(cohort, name="IC Torri")]
    return found_cluster(cohort, lead, mentees, name="Valli", by=marta)


def written(cluster, marta, binds="everybody", **other):
    facts = {"title": "Accordo {cluster}", "text": TEXT, "tasks": ["Una visita"]} | other
    return agreements.write_template(
        cluster.cohort.country, language="it", binds=binds, authority="Ministero", by=marta,
        **facts,
    )  # fmt: skip


def proposed(cluster, marta, template, emails=None):
    return agreements.propose_agreement(
        cluster,
        template,
        language="it",
        starts_on=dt.date(2026, 9, 1),
        ends_on=dt.date(2027, 6, 30),
        emails=emails or {},
        by=marta,
    )


def test_the_words_are_filled_and_stay_when_the_template_changes(cluster, marta):
    agreement = proposed(cluster, marta, written(cluster, marta))
    newer = written(cluster, marta, text="Altro.")

    agreement.refresh_from_db()
    assert agreement.words["text"] == (
        "IC Betulle leads Valli: IC Betulle, IC Valle, IC Torri, 1 settembre 2026 to "
        "30 giugno 2027, "
        "with Ministero."
    )
    assert agreement.words["title"] == "Accordo Valli"
    assert (agreement.template.number, newer.number) == (1, 2)


def test_a_place_that_nothing_fills_is_refused_before_anything_is_saved(cluster, marta):
    with pytest.raises(ValueError, match="mayor"):
        written(cluster, marta, text="{mayor} signs.")
    assert not cluster.cohort.country.agreement_templates.exists()
    assert words_of({"title": "{start}", "text": "", "tasks": []}, {})["title"] == "{start}"


@pytest.mark.parametrize(
    ("text", "end", "words"),
    [
        ("Until {end}. Then not.", "30. lipnja 2027.", "Until 30. lipnja 2027. Then not."),
        ("Until {end}. Then not.", "30 giugno 2027", "Until 30 giugno 2027. Then not."),
        ("And so on ... {end}.", "30. lipnja 2027.", "And so on ... 30. lipnja 2027."),
    ],
)
def test_a_date_that_ends_with_a_full_stop_ends_a_sentence_once(text, end, words):
    filled = words_of({"title": "", "text": text, "tasks": []}, {"end": end})

    assert filled["text"] == words


def test_a_new_version_keeps_the_words_of_other_languages(cluster, marta):
    first = written(cluster, marta)
    second = agreements.write_template(
        cluster.cohort.country, language="en", title="T", text="X", tasks=["Y"],
        binds="mentors", authority="", by=marta,
    )  # fmt: skip
    assert second.texts == {"it": first.texts["it"], "en": "X"}


@pytest.mark.parametrize(("binds", "parties"), [("everybody", 4), ("mentors", 2)])
def test_it_binds_all_schools_or_mentor_schools_only(cluster, marta, binds, parties):
    agreement = proposed(cluster, marta, written(cluster, marta, binds))
    signatures = signatures_of(agreement)
    assert len(signatures) == parties
    assert signatures[0].participation is None  # the authority
    assert signatures[1].participation.is_mentor
    assert "IC Valle, IC Torri" in agreement.words["text"]  # named, whoever signs


def test_a_link_signs_once_and_a_new_link_makes_the_old_one_void(cluster, marta):
    lead = cluster.memberships.get(side="mentor").participation
    emails = {lead.public_id: "rosa@example.org"}
    proposed(cluster, marta, written(cluster, marta), emails)
    old = token_of_latest()
    party = signature_with(old)
    assert party.participation == lead

    agreements.ask_again(party, email="gino@example.org", by=marta)
    assert signature_with(old) is None
    party = signature_with(token_of_latest())
    agreements.sign(party, signed_as="Gino Bo, dirigente")

    with pytest.raises(agreements.AnsweredAlready):
        agreements.sign(party, signed_as="Altro")
    assert signed_in(cluster) == {"parties": 4, "signed": 1}
    assert Letter.objects.filter(purpose="agreement", is_secret=True).count() == 2


def token_of_latest():
    letter = Letter.objects.filter(purpose="agreement").latest("pk")
    return re.search(r"/sign/([\w-]+)/", letter.body)[1]


def test_who_declined_may_still_sign_on_paper_but_not_with_a_disguised_file(cluster, marta):
    agreement = proposed(cluster, marta, written(cluster, marta))
    party = signatures_of(agreement)[1]
    agreements.decline(party, why="Troppo")
    with pytest.raises(FileRefused):
        agreements.record_paper(party, b"MZ...", name="a.pdf", signed_as="G", by=marta)

    agreements.record_paper(party, b"%PDF-1.7 x", name="a.pdf", signed_as="G", by=marta)

    party.refresh_from_db()
    assert (party.signed_as, party.declined_at, party.recorded_by) == ("G", None, marta)
    assert party.file


def test_who_declined_signs_after_being_asked_again_and_the_no_stays_in_the_trail(
    cluster, marta
):
    lead = cluster.memberships.get(side="mentor").participation
    emails = {lead.public_id: "rosa@example.org"}
    proposed(cluster, marta, written(cluster, marta), emails)
    agreements.decline(signature_with(token_of_latest()), why=" Troppo presto ")
    assert [one.declined_why for one in declined_in(Cohort.objects.all())] == ["Troppo presto"]

    party = Signature.objects.get(participation=lead)
    agreements.ask_again(party, email="rosa@example.org", by=marta)
    assert not declined_in(Cohort.objects.all())
    again = signature_with(token_of_latest())
    assert (again.declined_at, again.declined_why) == (None, "")
    agreements.sign(again, signed_as="Rosa Neri")

    trail = Entry.objects.filter(thing=party.agreement.public_id)
    assert trail.get(verb="agreement.declined").facts["why"] == "Troppo presto"
    assert trail.get(verb="agreement.asked_again").facts["declined_why"] == "Troppo presto"


def test_what_is_cancelled_asks_nothing_of_the_coordinator(cluster, marta):
    agreement = proposed(cluster, marta, written(cluster, marta))
    agreements.decline(signatures_of(agreement)[1], why="Troppo")
    agreements.cancel_agreement(agreement, why="Nuova scuola", by=marta)
    assert not declined_in(Cohort.objects.all())


def test_the_database_refuses_a_no_without_a_reason(cluster, marta):
    agreement = proposed(cluster, marta, written(cluster, marta))
    with pytest.raises(IntegrityError):
        agreements.decline(signatures_of(agreement)[1], why="  ")


def test_one_agreement_at_a_time_and_after_cancelling_another(cluster, marta):
    template = written(cluster, marta)
    first = proposed(cluster, marta, template)
    with pytest.raises(agreements.AgreedAlready):
        proposed(cluster, marta, template)
    party = signatures_of(first)[1]

    agreements.cancel_agreement(first, why="Nuova scuola", by=marta)

    with pytest.raises(agreements.AnsweredAlready):
        agreements.sign(party, signed_as="G")
    with pytest.raises(agreements.AnsweredAlready):
        agreements.cancel_agreement(first, why="", by=marta)
    proposed(cluster, marta, template)
    assert Agreement.objects.count() == 2


def test_a_school_that_joins_later_is_named_as_not_bound(cluster, marta):
    agreement = proposed(cluster, marta, written(cluster, marta))
    late = make.mentee(cluster.cohort)
    cluster.memberships.create(
        participation=late, side="mentee", code="A9", since=dt.date(2026, 10, 1)
    )
    assert newcomers(agreement) == [late]


def test_the_database_refuses_a_signature_without_a_name(cluster, marta):
    agreement = proposed(cluster, marta, written(cluster, marta))
    with pytest.raises(IntegrityError):
        Signature.objects.filter(agreement=agreement).update(signed_at=agreement.made_at)
