"""What is to have a DOI, and what DataCite is told of it."""

import json
from dataclasses import dataclass
from typing import Any

from django.conf import settings

from cordata.analysis.crates.citing import Citable, datacite
from cordata.cycles.queries.addresses import page_of
from cordata.guidance.models import Deposit, Edition, Version
from cordata.guidance.queries.guidelines import latest_editions, published_guidelines
from cordata.guidance.queries.recommendations import current_versions
from cordata.kit.datacite import Account

PUBLISHER = "Cordata"
FORMATS = ("text/html", "application/pdf")
KINDS = {
    "edn": ("Guideline", "Report"),
    "gdl": ("Guideline", "Report"),
    "ver": ("Recommendation", "Report"),
    "rec": ("Recommendation", "Report"),
}


@dataclass(frozen=True)
class Wanted:
    """A thing that is to have a DOI: what it says, where it is, and what it belongs to."""

    thing: str
    whole: str  # the thing that this is a version of; "" for that thing itself
    title: str
    language: str
    authors: tuple[str, ...]
    day: str
    version: str
    path: str

    @property
    def address(self) -> str:
        """Where a reader of the DOI is led."""
        return page_of(self.language, self.path)


def account() -> Account:
    """The operator's, as settings have it."""
    return Account(
        settings.DATACITE_URL,
        settings.DATACITE_REPOSITORY,
        settings.DATACITE_PASSWORD,
        settings.DATACITE_PREFIX,
    )


def doi_for(thing: str) -> str:
    """Prefix, and the public id, which is never given twice."""
    return f"{settings.DATACITE_PREFIX}/{thing.replace('_', '.')}"


def wanted_dois() -> list[Wanted]:
    """Every version that holds now, and what it is a version of."""
    return [*_guidelines(), *_recommendations()]


def record_of(wanted: Wanted) -> dict[str, Any]:
    """The attributes of DataCite's schema, with how versions and their whole point at each other."""
    related = (("IsVersionOf", doi_for(wanted.whole)),) if wanted.whole else ()
    said = Citable(
        identifier=wanted.address,
        title=wanted.title,
        language=wanted.language,
        authors=wanted.authors,
        publisher=PUBLISHER,
        day=wanted.day,
        version=wanted.version,
        about=wanted.title,
        related=related,
        kind=KINDS[wanted.thing[:3]],
        relates_by="DOI",
    )
    record: dict[str, Any] = json.loads(datacite(said, FORMATS))
    del record["identifiers"]
    return record | {"url": wanted.address, "publicationYear": int(said.year)}


def doi_of(thing: str) -> str:
    """Its DOI once everybody can find it; else ""."""
    found = Deposit.objects.filter(thing=thing, state=Deposit.State.FINDABLE).first()
    return found.doi if found else ""


def _guidelines() -> list[Wanted]:
    found = []
    for one in latest_editions(published_guidelines()):
        language, slug = one.guideline.text.original_language, one.guideline.slug
        text = next(each for each in one.texts.all() if each.language == language)
        found += _both(
            one,
            one.guideline.public_id,
            text.title,
            language,
            _authors(one),
            f"guidelines/{slug}/",
        )
    return found


def _recommendations() -> list[Wanted]:
    found = []
    for one in current_versions().select_related("written_by"):
        path = f"recommendations/{one.recommendation.number}/"
        whole, authors = one.recommendation.public_id, (one.written_by.name,)
        found += _both(one, whole, one.statement, one.language, authors, path)
    return found


def _both(
    one: Edition | Version,
    whole: str,
    title: str,
    language: str,
    authors: tuple[str, ...],
    path: str,
) -> list[Wanted]:
    """The version, and the whole that always leads to the newest."""
    day = one.published_at.date().isoformat() if one.published_at else ""
    at = f"{path}v{one.name}/"
    return [
        Wanted(one.public_id, whole, title, language, authors, day, one.name, at),
        Wanted(whole, "", title, language, authors, day, one.name, path),
    ]


def _authors(edition: Edition) -> tuple[str, ...]:
    people = (edition.asked_by, edition.decided_by)
    return tuple(dict.fromkeys(one.name for one in people if one is not None))
