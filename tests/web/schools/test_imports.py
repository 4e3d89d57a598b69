"""A register on its way in, as the coordinator sees it."""

import csv
import io
import os
import time

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from cordata.kit import progress
from cordata.schools.actions import imports
from cordata.schools.models import RegisterImport, School
from cordata.schools.queries.told import told_in

TABLE = "code,name,town,alunni\nQ001,Scuola Uno,Ivrea,120\nQ002,=Scuola Due,Susa,many\n"
COLUMNS = {
    "school_code": "code",
    "school_name": "name",
    "municipality": "town",
    "pupils": "alunni",
}


def at(page, taken):
    return reverse(f"schools:{page}", args=["it", taken.public_id])


def html_of(client, address):
    return client.get(address).content.decode()


@pytest.fixture
def upload(marta):
    def of(text, columns=COLUMNS):
        file = SimpleUploadedFile("scuole.csv", text.encode())
        marta.post(reverse("schools:upload", args=["it"]), {"file": file})
        taken = RegisterImport.objects.latest("pk")
        if columns:
            marta.post(at("columns", taken), columns)
            taken.refresh_from_db()
        return taken

    return of


def lines_of(client, address):
    return list(csv.reader(io.StringIO(client.get(address).content.decode())))


def test_a_table_nobody_knows_waits_for_its_columns_and_says_so(marta, upload):
    taken = upload(TABLE, columns=None)

    html = html_of(marta, at("import", taken))

    assert taken.state == "waiting"
    assert f'href="{at("columns", taken)}">Choose the columns' in html
    assert "hx-trigger" not in html


def test_with_its_columns_it_is_checked_and_every_change_and_bad_cell_is_shown(marta, upload):
    taken = upload(TABLE)

    html = html_of(marta, at("import", taken))

    assert taken.state == "checked"
    assert "<strong>Scuola Uno</strong>" in html
    assert "1 cell is wrong" in html
    assert not School.objects.filter(national_code="Q001").exists()


def test_bad_cells_are_a_page_and_a_table(marta, upload):
    taken = upload(TABLE)

    html = html_of(marta, at("problems", taken))
    lines = lines_of(marta, at("problems-table", taken))

    assert '<td data-l="Column">alunni</td>' in html
    assert lines[1][:3] == ["3", "alunni", "many"]
    assert len(lines) == 2


def test_all_changes_are_told_25_a_page_and_all_of_them_in_the_table(marta, upload):
    rows = [f"R{number:03d},Scuola {number},Susa,10" for number in range(60)]
    taken = upload("\n".join(["code,name,town,alunni", *rows]))

    first, last = (html_of(marta, at("import", taken) + f"?page={page}") for page in (1, 3))
    lines = lines_of(marta, at("changes-table", taken))

    assert first.count("<strong>Scuola") == 25
    assert last.count("<strong>Scuola") == 10
    assert len(lines) == 61


def test_a_name_that_looks_like_a_formula_is_text_in_the_table(marta, upload):
    lines = lines_of(marta, at("changes-table", upload(TABLE)))

    assert [line[1] for line in lines[1:]] == ["Scuola Uno", "'=Scuola Due"]


def test_facts_change_with_before_and_after_in_words(marta, upload):
    marta.post(at("take-in", upload(TABLE)), {"decision": "take-in"})
    taken = upload(TABLE.replace("Ivrea,120", "Ivrea,130"))

    html = html_of(marta, at("import", taken))

    assert "<li>Pupils: <del>120</del> <ins>130</ins></li>" in html
    assert "<li>Pupils (Q001): <del>120</del> <ins>130</ins></li>" in html
    assert "search_text" not in html


def test_what_is_written_is_what_was_shown_or_nothing(marta, upload):
    first, second = upload(TABLE), upload(TABLE.replace("Scuola Uno", "Scuola Prima"))
    marta.post(at("take-in", first), {"decision": "take-in"})

    marta.post(at("take-in", second), {"decision": "take-in"})

    second.refresh_from_db()
    assert second.state == "checked"
    assert School.objects.get(national_code="Q001").name == "Scuola Uno"
    assert "Since the last check schools have changed" in html_of(marta, at("import", second))
    assert [one.kind for one in told_in(second)] == ["changed"]

    marta.post(at("take-in", second), {"decision": "take-in"})
    assert School.objects.get(national_code="Q001").name == "Scuola Prima"


def test_percent_is_told_while_the_transaction_is_open(marta, upload, monkeypatch):
    taken, told = upload(TABLE), []
    tell = progress.tell
    monkeypatch.setattr(
        progress, "tell", lambda job, percent: (tell(job, percent), told.append(percent))
    )

    marta.post(at("take-in", taken), {"decision": "take-in"})

    assert told == sorted(told)
    assert told[0] == 1
    assert told[-1] >= 75
    assert progress.percent_of(taken.public_id) is None


def test_how_far_it_is_stands_on_the_page_after_a_reload(marta, upload):
    taken = upload(TABLE)
    RegisterImport.objects.update(state="running")
    progress.tell(taken.public_id, 65)

    html = html_of(marta, at("import", taken))

    assert '<progress max="100" value="65"' in html
    assert "65 percent." in html


@pytest.mark.parametrize(("state", "decision"), [("running", "take-in"), ("uploaded", "check")])
def test_a_job_whose_worker_died_can_be_begun_again(marta, upload, state, decision):
    taken = upload(TABLE)
    RegisterImport.objects.update(state=state)
    progress.tell(taken.public_id, 40)
    long_ago = time.time() - progress.SILENT_TOO_LONG - 1
    os.utime(settings.PROGRESS_FOLDER / f"{taken.public_id}.progress", (long_ago, long_ago))

    assert "This stopped half-way; nothing was changed" in html_of(marta, at("import", taken))

    marta.post(at("take-in", taken), {"decision": decision})
    taken.refresh_from_db()
    assert taken.state == {"take-in": "done", "check": "checked"}[decision]


def test_a_job_that_is_alive_is_not_begun_twice(cast, marta, upload):
    taken = upload(TABLE)
    RegisterImport.objects.update(state="running")
    progress.tell(taken.public_id, 40)

    with pytest.raises(imports.NotWaiting):
        imports.start_taking_in(taken, by=cast.people["coordinator"])


def test_a_second_worker_finds_it_done_and_writes_nothing(cast, marta, upload):
    taken = upload(TABLE)
    stale = RegisterImport.objects.get(pk=taken.pk)
    marta.post(at("take-in", taken), {"decision": "take-in"})
    before = list(School.objects.values())

    imports.take_in(stale, by=cast.people["coordinator"])

    assert list(School.objects.values()) == before
    assert RegisterImport.objects.get().state == "done"
