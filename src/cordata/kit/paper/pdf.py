"""A paper as PDF: tagged, and held to PDF/UA by the program that writes it."""

from pathlib import Path

from cordata.kit.paper.blocks import Paper, plain
from cordata.kit.pdf import UNIVERSAL, make_pdf

TEMPLATE = Path(__file__).with_name("paper.typ")


def pdf_of(paper: Paper, *, one_page: bool = False) -> bytes:
    """The bytes; what lacks a language, a title or words for a picture is refused there.

    one_page  set as close and small as it takes to fit (not below 8 points)
    """
    return make_pdf(TEMPLATE, plain(paper) | {"one_page": one_page}, standard=UNIVERSAL)
