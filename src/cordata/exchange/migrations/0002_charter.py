"""The charter that organisations accept, in every language; an administrator may write the next."""

from pathlib import Path

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps
from django.utils import timezone

from cordata.kit import ids

FOLDER = Path(__file__).parents[1] / "charter"
SLUG = "exchange-charter"


def fill(apps: StateApps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Read ``charter/charter.<language>.md``: a title line, then the text."""
    document = apps.get_model("documents", "Document").objects.create(
        public_id=ids.new("doc"), slug=SLUG, original_language="en"
    )
    revisions = apps.get_model("documents", "Revision")
    source = _write(revisions, document, FOLDER / "charter.en.md", None)
    for file in sorted(FOLDER.glob("charter.*.md")):
        if file.name != "charter.en.md":
            _write(revisions, document, file, source)


def _write(revisions, document, file, source):  # type: ignore[no-untyped-def]  # rows of a migration have no types
    title, _, body = file.read_text(encoding="utf-8").partition("\n")
    return revisions.objects.create(
        public_id=ids.new("rev"),
        document=document,
        language=file.name.split(".")[1],
        number=1,
        title=title.removeprefix("# ").strip(),
        body=body.strip(),
        source=source,
        state="published",
        published_at=timezone.now(),
    )


def empty(apps: StateApps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Take it away."""
    apps.get_model("documents", "Document").objects.filter(slug=SLUG).delete()


class Migration(migrations.Migration):
    """Fill the charter."""

    dependencies = [
        ("exchange", "0001_organisations_and_positions"),
        ("documents", "0003_stored_files"),
    ]
    operations = [migrations.RunPython(fill, empty)]
