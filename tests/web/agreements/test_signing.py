"""From the country's words to a signed PDF, through the pages."""

import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from cordata.clusters.actions.founding import found_cluster
from cordata.clusters.models import Agreement, AgreementTemplate, Cluster, Signature
from cordata.notices.models import Letter

TEMPLATE = reverse("agreements:template", args=["it"])
WORDS = {
    "language": "it", "title": "Accordo {cluster}", "text": "Le scuole {schools}, dal {start}.",
    "tasks": "Una visita\nUn diario", "binds": "everybody", "authority": "Ministero",
}  # fmt: skip


@pytest.fixture
def cluster(cast):
    marta = cast.people["coordinator"]
    return found_cluster(cast.cohort, cast.leading, [cast.theirs], name="Valli", by=marta)


@pytest.fixture
def page(cluster):
    return reverse("agreements:agreement", args=["it", cluster.public_id])


def proposed(marta, cast, page):
    marta.post(TEMPLATE, WORDS)
    email = f"email:{cast.theirs.public_id}"
    facts = {"language": "it", "starts_on": "2026-09-01", "ends_on": "2027-06-30"}
    marta.post(page, facts | {email: "rosa@example.org"})
    return Agreement.objects.get()


def link():
    letter = Letter.objects.filter(purpose="agreement").latest("pk")
    return "/" + re.search(r"https?://[^/]+/(\S+)", letter.body)[1]


def test_words_with_a_place_that_nothing_fills_come_back_with_all_that_was_typed(marta, cast):
    answer = marta.post(TEMPLATE, WORDS | {"text": "Il sindaco {mayor} firma."})
    html = answer.content.decode()
    assert answer.status_code == 422
    assert "Nothing fills {mayor}." in html
    assert "Il sindaco {mayor} firma." in html
    assert not AgreementTemplate.objects.exists()


def test_a_country_begins_with_words_in_its_own_language(marta, cast):
    html = marta.get(TEMPLATE).content.decode()
    assert "Accordo del cluster {cluster}" in html


def test_who_signs_by_link_stands_in_the_pdf(marta, cast, client, page):
    proposed(marta, cast, page)
    address = link()
    assert "IC Valle Alta" in client.get(address).content.decode()
    nameless = client.post(address, {"answer": "sign", "signed_as": ""})
    assert nameless.status_code == 422
    client.post(address, {"answer": "sign", "signed_as": "Rosa Neri, dirigente"})

    answer = client.get(f"{address}agreement.pdf")
    text = "".join(one.extract_text() for one in PdfReader(io.BytesIO(answer.content)).pages)
    assert "Accordo Valli" in text
    assert "Rosa Neri, dirigente" in text
    assert "Un diario" in text
    assert "1 settembre 2026" in text
    assert "Ministero" in text


def test_who_declines_says_why_and_need_not_give_a_name(marta, cast, client, page):
    proposed(marta, cast, page)
    silent = client.post(link(), {"answer": "decline", "why": ""})
    assert silent.status_code == 422
    client.post(link(), {"answer": "decline", "why": "Troppo presto"})
    assert "Troppo presto" in marta.get(page).content.decode()


def test_the_coordinator_is_told_in_the_week_and_asks_again_by_a_link_that_signs(
    marta, cast, client, page
):
    agreement = proposed(marta, cast, page)
    client.post(link(), {"answer": "decline", "why": "Troppo presto"})
    told = "IC Valle Alta does not sign the agreement of cluster A"
    week = marta.get(reverse("home:this-week")).content.decode()
    assert told in week
    assert "Troppo presto" in week

    party = agreement.signatures.get(participation=cast.theirs)
    place = ["it", agreement.cluster.public_id, party.public_id]
    again = reverse("agreements:party", args=place)
    marta.post(again, {"ask": "1", "email": "rosa@example.org"})
    assert told not in marta.get(reverse("home:this-week")).content.decode()
    address = link()
    assert 'name="signed_as"' in client.get(address).content.decode()
    client.post(address, {"answer": "sign", "signed_as": "Rosa Neri, dirigente"})
    party.refresh_from_db()
    assert party.signed_as == "Rosa Neri, dirigente"


def test_the_coordinator_signs_for_the_authority_and_never_for_a_school(marta, cast, page):
    agreement = proposed(marta, cast, page)
    authority = agreement.signatures.get(participation=None)
    school = agreement.signatures.get(participation=cast.theirs)
    for party, status in ((authority, 302), (school, 404)):
        address = reverse(
            "agreements:party", args=["it", agreement.cluster.public_id, party.public_id]
        )
        answer = marta.post(address, {"signed_as": "Marta Rossi"})
        assert answer.status_code == status
    authority.refresh_from_db()
    assert authority.signed_as == "Marta Rossi"


def test_paper_is_recorded_with_its_scan_or_refused_in_words(marta, cast, page):
    agreement = proposed(marta, cast, page)
    party = agreement.signatures.get(participation=cast.leading)
    place = ["it", agreement.cluster.public_id, party.public_id]
    address = reverse("agreements:party", args=place)
    facts = {"paper": "1", "signed_as": "Gino Bo"}
    bad = marta.post(
        address, facts | {"file": SimpleUploadedFile("a.pdf", b"MZ\x90")}, follow=True
    )
    assert "This file is none of" in bad.content.decode()
    marta.post(address, facts | {"file": SimpleUploadedFile("a.pdf", b"%PDF-1.7 x")})
    assert "on paper" in marta.get(page).content.decode()
    scan = marta.get(reverse("agreements:paper", args=place))
    assert scan["Content-Disposition"].startswith("attachment")


def test_a_cancelled_agreement_can_be_proposed_anew_and_its_links_are_void(
    marta, cast, client, page
):
    agreement = proposed(marta, cast, page)
    address = link()
    cancel = reverse("agreements:cancel", args=["it", agreement.cluster.public_id])
    marta.post(cancel, {"why": "Nuova scuola"})
    assert "Questo accordo è stato annullato." in client.get(address).content.decode()
    client.post(address, {"answer": "sign", "signed_as": "Rosa"})
    assert not agreement.signatures.exclude(signed_at=None).exists()
    assert "Propose it and send the links" in marta.get(page).content.decode()


def test_after_the_end_of_the_cluster_a_link_shows_the_words_and_asks_nothing(
    marta, cast, client, page
):
    proposed(marta, cast, page)
    address = link().replace("/it/", "/en/", 1)
    Cluster.objects.update(closed_on=timezone.localdate())

    html = client.get(address).content.decode()

    assert "Accordo Valli" in html
    assert "This cluster has come to its end." in html
    assert 'name="signed_as"' not in html
    late = client.post(address, {"answer": "sign", "signed_as": "Rosa Neri"})
    assert late.status_code == 409
    assert not Signature.objects.filter(signed_as="Rosa Neri").exists()
