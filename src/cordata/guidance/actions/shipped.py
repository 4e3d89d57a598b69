"""What every installation begins with: sources, ways, and what is said of them."""

import json
import tomllib
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from cordata.guidance.actions.atlas import add_statement, add_way
from cordata.guidance.actions.sources import take_in_sources
from cordata.guidance.models import Source, Statement, Way

FOLDER = Path(__file__).parents[1] / "atlas"
ORIGINAL = "en"
OF_ALL = "all"  # statements of whichever way


@transaction.atomic
def load_atlas(*, by: None = None) -> int:
    """Add what of it is not there yet; returns how many statements. Never writes over anything."""
    structure = tomllib.loads((FOLDER / "ways.toml").read_text(encoding="utf-8"))
    there = set(Statement.objects.exclude(key=None).values_list("key", flat=True))
    wanted = {one[-1] for some in structure["statements"].values() for one in some}
    if wanted <= there:
        return 0
    texts = _texts()
    take_in_sources(json.loads((FOLDER / "sources.json").read_text(encoding="utf-8")), by=by)
    sources = {one.key: one for one in Source.objects.all()}
    ways = _ways(structure["ways"], texts)
    for slug, some in structure["statements"].items():
        way = None if slug == OF_ALL else ways[slug]
        for part, kind, keys, key in some:
            if key not in there:
                _state(way, part, kind, [sources[one] for one in keys.split()], key, texts)
    return len(wanted - there)


def _texts() -> dict[str, Any]:
    return {
        code: tomllib.loads((FOLDER / f"texts.{code}.toml").read_text(encoding="utf-8"))
        for code, _name in settings.LANGUAGES
    }


def _ways(wanted: list[dict[str, Any]], texts: dict[str, Any]) -> dict[str, Way]:
    there = {one.slug: one for one in Way.objects.all()}
    for one in wanted:
        slug = one["slug"]
        if slug not in there:
            said = {code: text["ways"][slug] for code, text in texts.items()}
            there[slug] = add_way(
                slug=slug, axis=one["axis"], levels=one["levels"], language=ORIGINAL, by=None,
                texts={code: (way["name"], way["gist"]) for code, way in said.items()},
            )  # fmt: skip
    return there


def _state(
    way: Way | None,
    part: str,
    kind: str,
    sources: list[Source],
    key: str,
    texts: dict[str, Any],
) -> None:
    words = {code: text["statements"][key] for code, text in texts.items()}
    add_statement(
        way, part=part, kind=kind, sources=sources, texts=words, language=ORIGINAL, key=key,
        by=None,
    )  # fmt: skip
