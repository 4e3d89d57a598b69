"""How to cite what is released: a DataCite record (schema 4.6) and one sentence."""

import json
from dataclasses import dataclass

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
LICENCE_NAME = "Creative Commons Attribution 4.0 International"


@dataclass(frozen=True, slots=True)
class Citable:
    """What is released, as somebody else cites it: a finding, unless ``kind`` says otherwise.

    identifier  its address on the web: whoever deposits it elsewhere adds a DOI there
    related     (relation of DataCite, address): what it is derived from, what it documents
    kind        in our words, and as DataCite sorts it; relates_by: what ``related`` names
    """

    identifier: str
    title: str
    language: str
    authors: tuple[str, ...]
    publisher: str
    day: str
    version: str
    about: str
    related: tuple[tuple[str, str], ...] = ()
    kind: tuple[str, str] = ("Finding with its figures", "Dataset")
    relates_by: str = "URL"

    @property
    def year(self) -> str:
        """Of its publication."""
        return self.day[:4]


def citation(of: Citable) -> str:
    """One sentence, as DataCite recommends it."""
    people = "; ".join(of.authors)
    return f"{people} ({of.year}): {of.title} Version {of.version}. {of.publisher}. Dataset. {of.identifier}"


def datacite(of: Citable, formats: tuple[str, ...]) -> bytes:
    """The mandatory six, and who may use it for what."""
    record = {
        "identifiers": [{"identifier": of.identifier, "identifierType": "URL"}],
        "creators": [{"name": one, "nameType": "Personal"} for one in of.authors],
        "titles": [{"title": of.title, "lang": of.language}],
        "publisher": {"name": of.publisher},
        "publicationYear": of.year,
        "types": {"resourceType": of.kind[0], "resourceTypeGeneral": of.kind[1]},
        "language": of.language,
        "dates": [{"date": of.day, "dateType": "Issued"}],
        "version": of.version,
        "descriptions": [
            {"description": of.about, "descriptionType": "Abstract", "lang": of.language}
        ],
        "formats": list(formats),
        "rightsList": [
            {
                "rights": LICENCE_NAME,
                "rightsUri": LICENCE,
                "rightsIdentifier": "CC-BY-4.0",
                "rightsIdentifierScheme": "SPDX",
            }
        ],
        "relatedIdentifiers": [
            {
                "relatedIdentifier": at,
                "relatedIdentifierType": of.relates_by,
                "relationType": relation,
            }
            for relation, at in of.related
        ],
        "schemaVersion": "http://datacite.org/schema/kernel-4",
    }
    return (json.dumps(record, ensure_ascii=False, indent=2) + "\n").encode()
