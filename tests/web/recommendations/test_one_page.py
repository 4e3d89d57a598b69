"""One page to take into a meeting: the same words and numbers as the page."""

import io

from django.urls import reverse
from pypdf import PdfReader

from tests.guidance import making


def test_it_says_what_to_do_how_sure_and_what_nobody_knows(client, cast):
    version = making.published(cast)
    at = reverse(
        "recommendations:file", args=[version.recommendation.number, 1, 0, "one-page.pdf"]
    )

    pdf = PdfReader(io.BytesIO(client.get(at).content))
    words = " ".join(one.extract_text() for one in pdf.pages).replace("\n", " ")

    assert pdf.metadata.title == "Give mentored schools time to meet."
    assert pdf.trailer["/Root"]["/Lang"] == "en"
    for said in (
        "Certainty of the evidence",
        "What we do not know",
        "Whether it lasts",
        "What changes",
    ):
        assert said in words
    assert "{fnd_" not in words
