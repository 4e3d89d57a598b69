"""The pages every installation has: about, help, accessibility, privacy, how it works."""

from pathlib import Path

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps
from django.utils import timezone

from cordata.kit import ids

PAGES = Path(__file__).parents[1] / "pages"


def fill(apps: StateApps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Read ``pages/<slug>.<language>.md``: a title line, then the text."""
    documents = apps.get_model("documents", "Document")
    revisions = apps.get_model("documents", "Revision")
    for original in sorted(PAGES.glob("*.en.md")):
        slug = original.name.partition(".")[0]
        document = documents.objects.create(
            public_id=ids.new("doc"), slug=slug, original_language="en"
        )
        source = _write(revisions, document, original, None)
        for file in sorted(PAGES.glob(f"{slug}.*.md")):
            if file != original:
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
    """Take them away."""
    slugs = [file.name.partition(".")[0] for file in PAGES.glob("*.en.md")]
    apps.get_model("documents", "Document").objects.filter(slug__in=slugs).delete()


class Migration(migrations.Migration):
    """Fill the pages."""

    dependencies = [("documents", "0001_initial")]
    operations = [migrations.RunPython(fill, empty)]
