"""A goal knows when its school last said how far it is."""

import django.utils.timezone
from django.db import migrations, models
from django.db.models import F, OuterRef, Subquery
from django.db.models.functions import Coalesce


def from_history(apps, _editor):
    """What was said last, or when the goal was set, as saying more does it from now on."""
    said = apps.get_model("cycles", "Stand").objects.filter(goal=OuterRef("pk"))
    last = Subquery(said.order_by("-said_at").values("said_at")[:1])
    apps.get_model("cycles", "Goal").objects.update(said_at=Coalesce(last, F("set_at")))


class Migration(migrations.Migration):
    dependencies = [("cycles", "0010_write_diary_for_pages")]

    operations = [
        migrations.AddField(
            model_name="goal",
            name="said_at",
            field=models.DateTimeField(default=django.utils.timezone.now),
        ),
        migrations.RunPython(from_history, migrations.RunPython.noop, elidable=True),
    ]
