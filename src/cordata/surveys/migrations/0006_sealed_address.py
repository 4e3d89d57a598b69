"""Addresses of frozen answers become commitments: a plain hash lets few answers be guessed."""

from django.db import migrations, models

from cordata.analysis.datasets import commitment


def seal(apps, _schema_editor):
    snapshots = apps.get_model("surveys", "Snapshot")
    for one in snapshots.objects.only("address").iterator():
        one.address, one.nonce = commitment(one.address)
        one.save(update_fields=["address", "nonce"])


class Migration(migrations.Migration):
    dependencies = [
        ("surveys", "0005_withheld"),
    ]

    operations = [
        migrations.AddField(
            model_name="snapshot",
            name="nonce",
            field=models.CharField(default="", max_length=64),
            preserve_default=False,
        ),
        migrations.RunPython(seal, migrations.RunPython.noop),
    ]
