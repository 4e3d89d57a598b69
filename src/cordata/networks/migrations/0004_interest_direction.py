"""Needs and offers know which they are: a school that changes its side goes on needing."""

from django.db import migrations, models


def of_sides(apps, _editor):
    """Until now mentors offered and mentees needed."""
    interests = apps.get_model("networks", "Interest").objects
    interests.filter(participation__side="mentor").update(direction="offers")


class Migration(migrations.Migration):
    dependencies = [("networks", "0003_rules_promised")]

    operations = [
        migrations.AddField(
            model_name="interest",
            name="direction",
            field=models.CharField(
                choices=[("offers", "offers"), ("needs", "needs")],
                default="needs",
                max_length=6,
            ),
            preserve_default=False,
        ),
        migrations.RunPython(of_sides, migrations.RunPython.noop, elidable=True),
    ]
