"""The database itself refuses to change or delete a line of the trail."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

SQLITE = [
    """CREATE TRIGGER history_entry_never_changes BEFORE UPDATE ON history_entry
       BEGIN SELECT RAISE(ABORT, 'history is never changed'); END""",
    """CREATE TRIGGER history_entry_never_goes BEFORE DELETE ON history_entry
       BEGIN SELECT RAISE(ABORT, 'history is never deleted'); END""",
]
POSTGRESQL = [
    """CREATE FUNCTION history_is_kept() RETURNS trigger LANGUAGE plpgsql AS
       $$ BEGIN RAISE EXCEPTION 'history is never changed or deleted'; END $$""",
    """CREATE TRIGGER history_entry_is_kept BEFORE UPDATE OR DELETE ON history_entry
       FOR EACH ROW EXECUTE FUNCTION history_is_kept()""",
]


def guard(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Set the triggers of whichever database this is."""
    for statement in SQLITE if editor.connection.vendor == "sqlite" else POSTGRESQL:
        editor.execute(statement)


def release(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Take them away."""
    if editor.connection.vendor == "sqlite":
        editor.execute("DROP TRIGGER history_entry_never_changes")
        editor.execute("DROP TRIGGER history_entry_never_goes")
    else:
        editor.execute("DROP TRIGGER history_entry_is_kept ON history_entry")
        editor.execute("DROP FUNCTION history_is_kept()")


class Migration(migrations.Migration):
    """Guard the trail."""

    dependencies = [("history", "0001_initial")]
    operations = [migrations.RunPython(guard, release)]
