"""Texts as readers and as writers see them."""

from cordata.documents.queries.desk import (
    documents_written_by,
    published_original,
    revisions_of,
    source_changed,
    stale_translations,
    standing_of,
    states_of,
    titles_of,
)
from cordata.documents.queries.differences import Piece, differences
from cordata.documents.queries.html import html_of
from cordata.documents.queries.texts import Text, newest_revision, text_for, texts_for

__all__ = [
    "Piece",
    "Text",
    "differences",
    "documents_written_by",
    "html_of",
    "newest_revision",
    "published_original",
    "revisions_of",
    "source_changed",
    "stale_translations",
    "standing_of",
    "states_of",
    "text_for",
    "texts_for",
    "titles_of",
]
