"""Write instruments: begin, adapt, change drafts, publish."""

from cordata.surveys.actions.instruments.beginning import (
    AdaptedAlready,
    NameTaken,
    NothingNewer,
    adapt_instrument,
    begin_instrument,
    follow_core,
)
from cordata.surveys.actions.instruments.drafts import (
    DraftedAlready,
    LockBroken,
    NotADraft,
    NotPublished,
    discard_draft,
    save_draft,
    start_draft,
    take_in_form,
)
from cordata.surveys.actions.instruments.publishing import NotReady, publish_version

__all__ = [
    "AdaptedAlready",
    "DraftedAlready",
    "LockBroken",
    "NameTaken",
    "NotADraft",
    "NotPublished",
    "NotReady",
    "NothingNewer",
    "adapt_instrument",
    "begin_instrument",
    "discard_draft",
    "follow_core",
    "publish_version",
    "save_draft",
    "start_draft",
    "take_in_form",
]
