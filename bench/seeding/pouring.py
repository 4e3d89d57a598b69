"""Rows by the hundred thousand, into their table as fast as the database takes them.

No object and no statement for each: PostgreSQL copies, SQLite prepares one statement. Every
constraint of the database still holds, and what is not given has its field's own default.
"""

from django.core.management.color import no_style
from django.db import connection, models, transaction
from django.utils import timezone


def pour(model, rows, **same):
    """Rows of ``model``, each a dict of its own columns, all with the ``same`` others; their keys.

    Columns go by the name of the attribute: "school_id", not "school".
    """
    fields = {field.attname: field for field in model._meta.concrete_fields}
    key, keys = model._meta.pk, None
    if isinstance(key, models.AutoField):
        keys = _next_keys(model, len(rows))
    assert {*rows[0], *same} <= {*fields}, (model, rows[0], same)
    columns = [
        keys
        if field is key and keys
        else _given(field, [row[name] for row in rows])
        if name in rows[0]
        else _given(field, [same[name]]) * len(rows)
        if name in same
        else _default(field, len(rows))
        for name, field in fields.items()
    ]
    _write(model, list(fields.values()), zip(*columns, strict=True))
    return keys


def _next_keys(model, number):
    last = model.objects.aggregate(last=models.Max("pk"))["last"] or 0
    return range(last + 1, last + 1 + number)


def _given(field, values):
    """As the database takes them; an object that many rows share is made ready once."""
    ready = {}
    for one in values:
        if id(one) not in ready:
            ready[id(one)] = field.get_db_prep_save(one, connection)
    return [ready[id(one)] for one in values]


def _default(field, number):
    """What a new object would have: now, something drawn for each, or one value for all."""
    if getattr(field, "auto_now_add", False) or getattr(field, "auto_now", False):
        return _given(field, [timezone.now()]) * number
    drawn = number if field.unique and callable(field.default) else 1
    return _given(field, [field.get_default() for _ in range(drawn)]) * (number // drawn)


def _write(model, fields, rows):
    table, columns = model._meta.db_table, ", ".join(field.column for field in fields)
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
            # What a page writes next goes on from here.
            for statement in connection.ops.sequence_reset_sql(no_style(), [model]):
                cursor.execute(statement)
        else:
            places = ", ".join(["%s"] * len(fields))
            cursor.executemany(f"INSERT INTO {table} ({columns}) VALUES ({places})", rows)
