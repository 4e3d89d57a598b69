"""How long 30,076 rows of the Italian register take, from bytes to rows in the database.

    python3 run.py bench register_import

Uses a new SQLite file; set CORDATA_DATABASE to measure PostgreSQL.
"""

import gzip
import os
import tempfile
import time
from pathlib import Path

os.environ.setdefault("CORDATA_DEBUG", "yes")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cordata.settings")
FOLDER = tempfile.TemporaryDirectory()
os.environ.setdefault("CORDATA_DATABASE", f"sqlite:///{Path(FOLDER.name).as_posix()}/b.sqlite3")

import django  # noqa: E402

django.setup()

from django.core.management import call_command  # noqa: E402

from cordata.accounts.actions import add_person  # noqa: E402
from cordata.demo.load import REGISTER  # noqa: E402
from cordata.schools.actions import imports  # noqa: E402


def main():
    """Upload, check and take in, twice: the second time nothing changes."""
    call_command("migrate", verbosity=0)
    marta = add_person(email="marta@example.org", name="Marta", language="it", by=None)
    data = gzip.decompress(REGISTER.read_bytes())
    print("round | check s | take in s | rows | new | changed | unchanged")
    for number in (1, 2):
        taken = imports.upload_register(data, file_name="r.csv", country="IT", by=marta)
        began = time.perf_counter()
        imports.check_import(taken, by=marta)
        checked = time.perf_counter() - began
        imports.start_taking_in(taken, by=marta)
        began = time.perf_counter()
        imports.take_in(taken, by=marta)
        took = time.perf_counter() - began
        counts = taken.summary
        print(
            f"{number:>5} | {checked:7.1f} | {took:9.1f} | {counts['rows']} | {counts['new']} | "
            f"{counts['changed']} | {counts['unchanged']}"
        )


if __name__ == "__main__":
    main()
