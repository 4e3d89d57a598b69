"""One page to take into a meeting: the same words and numbers as the page."""

import io

from django.urls import reverse
from pypdf import PdfReader

from cordata.guidance.queries.facts import facts_of
from cordata.kit.paper.blocks import Table
from cordata.kit.paper.pdf import pdf_of
from cordata.web.guidelines.recommended import one_page_of
from cordata.web.recommendations.table import rows_of
from tests.guidance import making


def test_it_says_what_to_do_how_sure_and_what_nobody_knows(client, cast):
    version = making.published(cast)
    at = reverse(
        "recommendations:file", args=[version.recommendation.number, 1, 0, "one-page.pdf"]
    )

    pdf = PdfReader(io.BytesIO(client.get(at).content))
    words = " ".join(one.extract_text() for one in pdf.pages).replace("\n", " ")

    assert len(pdf.pages) == 1
    assert pdf.metadata.title == "Give mentored schools time to meet."
    assert pdf.trailer["/Root"]["/Lang"] == "en"
    for said in (
        "Certainty of the evidence",
        "What we do not know",
        "Whether it lasts",
        "What changes",
        "Who bears it",
        "What can go wrong",
    ):
        assert said in words
    assert "{fnd_" not in words


def test_a_row_says_of_what_its_ends_are(cast):
    """Where nobody was compared, the ends are of the change, and no difference is told."""
    version = making.published(cast)
    rows = rows_of(
        facts_of(version), {one.pk: ("Change", "en") for one in version.supports.all()}
    )
    alone = next(one for one in rows if not one.difference)

    table = next(
        one for one in one_page_of(version).blocks
        if isinstance(one, Table) and len(one.header) == 5
    )  # fmt: skip
    cells = ["".join(span.words for span in cell) for cell in table.rows[rows.index(alone)]]

    assert alone.with_within
    assert not alone.within
    assert cells[2] == f"{alone.with_it} ({alone.with_within})"
    assert cells[3] == alone.why
    assert alone.who in cells[0]


def test_it_stays_one_page_however_much_is_said(cast):
    version = making.published(cast)
    version.because = version.because + " And so on." * 120

    paper = pdf_of(one_page_of(version), one_page=True)

    assert len(PdfReader(io.BytesIO(paper)).pages) == 1
