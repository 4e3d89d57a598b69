from django.db import migrations, models


def say_that_nothing_was_said(apps, _schema_editor):
    """Until now a party could leave the reason empty: a dash stands for it."""
    signatures = apps.get_model("clusters", "Signature").objects
    signatures.filter(declined_at__isnull=False, declined_why="").update(declined_why="–")


class Migration(migrations.Migration):
    dependencies = [("clusters", "0002_agreements_and_comments")]

    operations = [
        migrations.RunPython(say_that_nothing_was_said, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="signature",
            constraint=models.CheckConstraint(
                name="who_does_not_sign_says_why",
                condition=models.Q(("declined_at", None))
                | models.Q(("declined_why", ""), _negated=True),
            ),
        ),
    ]
