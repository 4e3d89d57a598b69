"""Guidelines as people read, take along, write and decide on them."""

import io
import json
import zipfile
from xml.etree import ElementTree as ET

import docx
import pytest
from django.urls import reverse
from pypdf import PdfReader

from cordata.documents.actions import write_revision
from cordata.guidance.models import Edition, Guideline
from tests.guidance import atlas as make
from tests.guidance import making

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def published(cast):
    return make.published(cast.cohort.programme, cast.people["researcher"])


def page(client, name, *args, status=200, **asked):
    answer = client.get(reverse(f"guidelines:{name}", args=args), asked)
    assert answer.status_code == status
    return answer.content.decode()


def waiting():
    """What the form says of the edition that was read."""
    return {"edition": Edition.objects.get(state="in_review").public_id}


def data(client, name):
    answer = client.get(reverse("guidelines:file", args=["first-visit", 1, 0, name]))
    assert answer.status_code == 200
    return answer.content


def test_the_page_says_version_audience_address_and_who_wrote_it(client, published):
    html = page(client, "one", "first-visit")

    assert "version 1.0" in html
    assert "Coordinators of networks" in html
    assert 'itemtype="https://schema.org/HowTo"' in html
    assert "/en/guidelines/first-visit/v1.0/" in html
    assert '<meta itemprop="author" content="Researcher">' in html
    assert '<ul class="checks"><li>The agenda</li></ul>' in html


def test_the_list_is_filtered_by_role_and_way(client, published):
    assert "The first visit" in page(client, "list", **{"for": "coordinator"})
    assert "No guideline fits" in page(client, "list", **{"for": "school"})
    # What is for no way in particular is for every way.
    assert "The first visit" in page(client, "list", way="online")


def test_without_any_the_list_says_who_writes_them(client, db):
    assert "No guideline yet" in page(client, "list")


def test_an_old_edition_stays_at_its_address_and_points_to_the_new_one(client, cast, published):
    paola = cast.people["researcher"]
    write_revision(
        published.text,
        language="en",
        title="The second visit",
        body="Other.",
        after=1,
        by=paola,
    )
    edition = make.asked(published, paola)
    make.approve_edition(edition, by=make.second(cast.cohort.programme, "Carla"))

    old = page(client, "edition", "first-visit", 1, 0)
    assert "The first visit" in old
    assert "There is a newer version: 1.1." in old
    assert "The second visit" in page(client, "one", "first-visit")
    assert "A sheet more." in page(client, "changes", "first-visit")
    page(client, "edition", "first-visit", 3, 0, status=404)


def test_whoever_reads_another_language_is_told(client, published):
    html = client.get("/hu/guidelines/first-visit/").content.decode()

    assert 'lang="en"' in html
    assert "The first visit" in html


def test_every_format_carries_the_same_words(client, published):
    pdf = PdfReader(io.BytesIO(data(client, "first-visit.pdf")))
    word = docx.Document(io.BytesIO(data(client, "first-visit.docx")))
    epub = zipfile.ZipFile(io.BytesIO(data(client, "first-visit.epub")))

    assert pdf.metadata.title == "The first visit"
    assert "Agree on one lesson" in pdf.pages[0].extract_text()
    assert "Agree on one lesson." in [one.text for one in word.paragraphs]
    assert "Agree on one lesson" in epub.read("paper.xhtml").decode()
    assert "Agree on one lesson" in data(client, "first-visit.html").decode()
    for name in ("first-visit.exe", "x.pdf", "sheet-9.odt", "sheet-1.pdf"):
        wrong = reverse("guidelines:file", args=["first-visit", 1, 0, name])
        assert client.get(wrong).status_code == 404


def test_a_sheet_is_a_document_of_its_own(client, published):
    sheet = docx.Document(io.BytesIO(data(client, "sheet-1.docx")))

    assert sheet.core_properties.title == "Notes of a visit"
    assert [cell.text for cell in sheet.tables[0].rows[0].cells] == ["When", "What we saw"]


def test_the_kit_holds_everything_and_is_the_same_each_time(client, published):
    first = data(client, "kit.zip")
    names = {one.partition("/")[2] for one in zipfile.ZipFile(io.BytesIO(first)).namelist()}

    assert names == {
        *(f"first-visit.{ending}" for ending in ("pdf", "odt", "docx", "epub", "html")),
        "sheet-1.odt", "sheet-1.docx", "cite.bib", "cite.json",
    }  # fmt: skip


def test_it_is_cited_by_its_permanent_address(client, published):
    (item,) = json.loads(data(client, "cite.json"))

    assert item["URL"].endswith("/en/guidelines/first-visit/v1.0/")
    assert item["version"] == "1.0"
    assert "@techreport{cordata-first-visit-v1.0," in data(client, "cite.bib").decode()


def test_a_recommendation_in_it_shows_its_numbers_and_its_version(client, cast):
    version = making.published(cast)
    number = version.recommendation.number
    make.published(
        cast.cohort.programme, cast.people["researcher"],
        body=f"{{{{recommendation {number}}}}}",
    )  # fmt: skip
    html = page(client, "one", "first-visit")

    assert f"Recommendation {number}, version 1.0" in html
    assert "Give mentored schools time to meet." in html
    assert "{fnd_" not in html


def test_one_feed_tells_of_guidelines_and_recommendations(client, cast, published):
    making.published(cast)
    feed = ET.fromstring(client.get(reverse("guidelines:feed")).content)

    titles = [one.text for one in feed.iter(f"{ATOM}title")]
    assert "Guideline: The first visit (version 1.0)" in titles
    assert any(one.startswith("Recommendation 1:") for one in titles)


def test_from_a_first_word_to_a_published_guideline(cast, paola, sign_in):
    prg = cast.cohort.programme.public_id
    begun = {"title": "Coordinating", "slug": "coordinating", "audience": "coordinator"}
    assert paola.post(reverse("guidelines:begin", args=[prg]), begun).status_code == 302
    at = reverse("guidelines:write", args=["coordinating", "en"])
    text = {"title": "Coordinating", "body": "Begin.\n\n{{statement nobody}}", "after": 1}
    refused = paola.post(at, text)
    assert refused.status_code == 422
    assert "{{statement nobody}}" in refused.content.decode()
    assert paola.post(at, text | {"body": "Begin."}).status_code == 302
    assert paola.post(at, text | {"body": "Late."}).status_code == 409
    assert "Begin." in page(paola, "preview", "coordinating", "en")
    assert paola.post(reverse("guidelines:ask", args=["coordinating"])).status_code == 302

    other = sign_in("programme_coordinator")
    decide = reverse("guidelines:decide", args=["coordinating"])
    assert other.post(decide, {"says": "back"}).status_code == 422
    other.post(decide, {"says": "back", "remark": "For whom?"} | waiting())
    assert "For whom?" in page(paola, "work", "coordinating")
    paola.post(reverse("guidelines:ask", args=["coordinating"]))
    other.post(decide, {"says": "approve"} | waiting())

    assert Edition.objects.filter(state="published").count() == 1
    assert "Begin." in page(other, "one", "coordinating")


def test_nobody_s_name_goes_under_an_edition_that_came_after_the_one_they_read(
    cast, paola, sign_in
):
    guideline = make.guideline(cast.cohort.programme, cast.people["researcher"])
    make.asked(guideline, cast.people["researcher"])
    other, read = sign_in("programme_coordinator"), waiting()
    assert read["edition"] in page(other, "work", "first-visit")
    paola.post(reverse("guidelines:call-off", args=["first-visit"]))
    write_revision(
        guideline.text, language="en", title="T", body="Other words.", after=1,
        by=cast.people["researcher"],
    )  # fmt: skip
    make.asked(guideline, cast.people["researcher"])

    decide = reverse("guidelines:decide", args=["first-visit"])
    html = other.post(decide, {"says": "approve"} | read, follow=True).content.decode()

    assert "Please read it again" in html
    assert Edition.objects.get().state == "in_review"


def test_what_waits_is_looked_at_though_the_draft_went_on(cast, paola):
    guideline = make.guideline(cast.cohort.programme, cast.people["researcher"])
    edition = make.asked(guideline, cast.people["researcher"])
    write_revision(
        guideline.text, language="en", title="T", body="Later words.", after=1,
        by=cast.people["researcher"],
    )  # fmt: skip

    asked = {"edition": edition.public_id}
    assert "Later words." in page(paola, "preview", "first-visit", "en")
    assert "Later words." not in page(paola, "preview", "first-visit", "en", **asked)
    page(paola, "preview", "first-visit", "it", status=404, **asked)


def test_an_address_that_is_ours_or_taken_is_refused(paola, cast, published):
    at = reverse("guidelines:begin", args=[cast.cohort.programme.public_id])
    for slug in ("work", "feed", "first-visit", "Über", "a_b"):
        given = {"title": "T", "slug": slug, "audience": "school"}
        assert paola.post(at, given).status_code == 422
    assert Guideline.objects.count() == 1


def test_a_day_in_the_future_is_kept_and_shown(cast, paola, sign_in):
    make.asked(
        make.guideline(cast.cohort.programme, cast.people["researcher"]),
        cast.people["researcher"],
    )
    other = sign_in("programme_coordinator")
    decide = reverse("guidelines:decide", args=["first-visit"])
    other.post(decide, {"says": "approve", "due_at": "2091-03-03T10:00"} | waiting())

    assert Edition.objects.get().state == "scheduled"
    assert "is published by itself on 3 March 2091" in page(paola, "work", "first-visit")
    paola.post(reverse("guidelines:call-off", args=["first-visit"]))
    assert not Edition.objects.exists()


def test_a_translation_is_written_beside_the_original_and_published(marta, published):
    at = reverse("guidelines:write", args=["first-visit", "it"])
    html = marta.get(at).content.decode()
    assert "Agree on one lesson." in html
    source = published.text.revisions.get(language="en").public_id
    given = {"title": "La prima visita", "body": "Prima.", "after": 0, "source": source}
    assert marta.post(at, given).status_code == 302
    marta.post(reverse("guidelines:add-language", args=["first-visit", "it"]))

    assert "La prima visita" in marta.get("/it/guidelines/first-visit/").content.decode()


def test_what_cannot_be_shown_says_what_is_missing(cast, paola):
    guideline = make.guideline(
        cast.cohort.programme, cast.people["researcher"], body="{{statement x}}"
    )

    html = page(paola, "preview", guideline.slug, "en", status=409)
    assert "{{statement x}}" in html
    page(paola, "preview", guideline.slug, "pt", status=404)
