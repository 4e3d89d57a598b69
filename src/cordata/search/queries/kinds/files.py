"""Files that schools give one another in a cluster: by title and name, not by what is in them."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from cordata.cycles.models import SharedFile
from cordata.cycles.queries.files import files_seen_by
from cordata.search.queries import readers
from cordata.search.queries.kinds.kind import Kind, Written


def _rows() -> QuerySet[Any]:
    return SharedFile.objects.filter(removed_at=None).select_related(
        "file", "cluster__cohort__programme"
    )


def _cards(files: list[SharedFile]) -> Iterable[Written]:
    for file in files:
        cohort = file.cluster.cohort
        yield Written(
            thing=file.public_id,
            title=file.title,
            text=f"{file.file.name}, {file.cluster.name}",
            place={"file": file.public_id},
            language=file.language,
            readers=readers.inside(file.cluster.public_id) | readers.coordinators_of(cohort),
            country=cohort.country_id,
        )


KIND = Kind(
    code="file",
    name=_("Files"),
    every=SharedFile.objects.all,
    rows=_rows,
    cards=_cards,
    seen_by=files_seen_by,
    route="talk:file",
    touched={"cycles.SharedFile": "public_id"},
    is_mass=True,
)
