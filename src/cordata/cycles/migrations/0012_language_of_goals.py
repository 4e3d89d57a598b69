"""A goal knows in which language it is written: that of whoever wrote it."""

from django.db import migrations, models
from django.db.models import OuterRef, Subquery
from django.db.models.functions import Coalesce


def of_authors(apps, _editor):
    """Goals that stand were written in the language of whoever set or proposed them."""
    people = apps.get_model("accounts", "User").objects
    for name, author in (("Goal", "set_by"), ("Proposal", "proposed_by")):
        said = people.filter(pk=OuterRef(author)).values("language")[:1]
        model = apps.get_model("cycles", name)
        model.objects.update(language=Coalesce(Subquery(said), models.Value("")))


class Migration(migrations.Migration):
    dependencies = [("cycles", "0011_when_a_goal_was_spoken_of")]

    operations = [
        migrations.AddField(
            model_name="goal",
            name="language",
            field=models.CharField(blank=True, default="", max_length=2),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="proposal",
            name="language",
            field=models.CharField(blank=True, default="", max_length=2),
            preserve_default=False,
        ),
        migrations.RunPython(of_authors, migrations.RunPython.noop, elidable=True),
    ]
