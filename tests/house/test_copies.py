"""Tests begin with a copy of a migrated database: one of other migrations, or texts, is not used."""

import shutil

import pytest

from tests import copies

ROOT = copies.ROOT
READ = (
    "src/cordata/documents/pages/help.en.md",
    "src/cordata/exchange/charter/charter.it.md",
    "src/cordata/documents/migrations/0002_fill_pages.py",
    "uv.lock",
)


@pytest.mark.parametrize("changed", READ)
def test_whatever_a_migration_reads_makes_another_database(tmp_path, monkeypatch, changed):
    for name in READ:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)
    monkeypatch.setattr(copies, "ROOT", tmp_path)
    before = copies._fingerprint()

    with (tmp_path / changed).open("a", encoding="utf-8") as file:
        file.write("\n")

    assert copies._fingerprint() != before
