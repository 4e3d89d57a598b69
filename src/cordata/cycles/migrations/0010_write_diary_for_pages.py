"""Write for pages what stands in diaries already."""

from django.db import migrations

from cordata.documents.queries.html import html_of


def write(apps, _editor):
    """As writing and changing an entry do it from now on."""
    entries = apps.get_model("cycles", "DiaryEntry").objects
    for key, text in entries.filter(html="").values_list("pk", "text").iterator():
        entries.filter(pk=key).update(html=html_of(text))


class Migration(migrations.Migration):
    dependencies = [("cycles", "0009_diary_as_pages_show_it")]

    operations = [migrations.RunPython(write, migrations.RunPython.noop, elidable=True)]
