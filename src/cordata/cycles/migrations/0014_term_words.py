"""A report takes over the pages of a term; a page knows in which language it is written."""

from django.db import migrations, models
from django.db.models import OuterRef, Subquery
from django.db.models.functions import Coalesce


def of_last_writers(apps, _editor):
    """Pages that stand were written in the language of whoever wrote them last."""
    versions = apps.get_model("cycles", "TermVersion").objects
    last = versions.filter(page=OuterRef("pk")).order_by("-number")
    said = Subquery(last.values("written_by__language")[:1])
    pages = apps.get_model("cycles", "TermPage").objects
    pages.update(language=Coalesce(said, models.Value("")))


class Migration(migrations.Migration):
    dependencies = [("cycles", "0013_calendar_replies")]

    operations = [
        migrations.AddField(
            model_name="termpage",
            name="language",
            field=models.CharField(blank=True, default="", max_length=2),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="report",
            name="term",
            field=models.PositiveSmallIntegerField(
                blank=True,
                choices=[(1, "First term"), (2, "Second term"), (3, "Third term")],
                null=True,
                verbose_name="term",
            ),
        ),
        migrations.RunPython(of_last_writers, migrations.RunPython.noop, elidable=True),
    ]
