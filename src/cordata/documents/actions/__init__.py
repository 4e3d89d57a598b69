"""Verbs of documents: ``texts`` are written and published, ``files`` are kept."""

from cordata.documents.actions.texts import (
    AlreadyReplaced,
    NothingToTranslate,
    WrittenMeanwhile,
    publish_revision,
    start_document,
    write_and_publish,
    write_in_languages,
    write_revision,
)

__all__ = [
    "AlreadyReplaced",
    "NothingToTranslate",
    "WrittenMeanwhile",
    "publish_revision",
    "start_document",
    "write_and_publish",
    "write_in_languages",
    "write_revision",
]
