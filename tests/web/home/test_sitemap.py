"""What search engines are told: every public page, and none that is not public."""

from xml.etree import ElementTree as ET

from django.test import Client

from cordata.guidance.actions.shipped import load_atlas
from tests.guidance import atlas as make
from tests.guidance import making

SPACES = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "x": "http://www.w3.org/1999/xhtml",
}


def test_every_page_is_there_in_every_language_and_open_to_everybody(client, cast):
    load_atlas()
    making.published(cast)
    make.published(cast.cohort.programme, cast.people["researcher"])
    make.guideline(cast.cohort.programme, cast.people["researcher"], slug="draft")

    root = ET.fromstring(client.get("/sitemap.xml").content)
    urls = root.findall("s:url", SPACES)
    addresses = [
        one.find("s:loc", SPACES).text.removeprefix("http://testserver") for one in urls
    ]

    assert len(addresses) == len(set(addresses))
    assert {one.split("/")[1] for one in addresses} == {
        "en",
        "it",
        "nl",
        "hr",
        "cs",
        "hu",
        "pt",
    }
    for wanted in (
        "/en/guidelines/first-visit/",
        "/pt/recommendations/1/",
        "/hu/models/ways/online/",
    ):
        assert wanted in addresses
    assert [one for one in addresses if "draft" in one] == []
    for one in urls[:14]:
        links = {link.get("hreflang") for link in one.findall("x:link", SPACES)}
        assert links == {"en", "it", "nl", "hr", "cs", "hu", "pt"}
    stranger = Client()
    closed = [
        one
        for one in addresses
        if one.startswith("/en/") and stranger.get(one).status_code != 200
    ]
    assert closed == []
