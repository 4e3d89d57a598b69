"""A frozen table remembers whose answers its rows sum up."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("evidence", "0006_research_pages")]

    operations = [
        migrations.AddField(
            model_name="frozentable",
            name="members",
            field=models.JSONField(blank=True, default=dict),
        ),
    ]
