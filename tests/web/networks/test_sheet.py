"""The spreadsheet: out, checked, and in again."""

import csv
import io
import re

import openpyxl
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from cordata.networks.models import Participation
from tests import factories as make


def address(cast, route):
    return reverse(route, args=["it", cast.cohort.public_id])


def check(client, cast, text):
    file = SimpleUploadedFile("schools.csv", text.encode())
    return client.post(address(cast, "networks:sheet"), {"file": file})


def hidden(html):
    return dict(re.findall(r'name="(sheet|seen)" value="([^"]*)"', html))


def test_a_checked_sheet_shows_changes_and_bad_cells_and_saves_nothing(marta, cast):
    school = make.school("IC Montebello")
    text = f"national_code;side;max_places\n{school.national_code};mentor;5\nX;mentor;5\n"

    response = check(marta, cast, text)

    html = response.content.decode()
    assert response.status_code == 200
    assert "IC Montebello" in html
    assert "No school of this country has this code" in html
    assert "Take in 1 school" in html
    assert Participation.objects.count() == 3


def test_what_was_checked_is_taken_in(marta, cast):
    school = make.school("IC Montebello")
    html = check(marta, cast, f"national_code;side\n{school.national_code};mentee\n")

    sent = hidden(html.content.decode())
    response = marta.post(address(cast, "networks:take-in-sheet"), sent)

    assert response.url == address(cast, "networks:cohort")
    assert Participation.objects.get(school=school).side == "mentee"


def test_if_the_cohort_changed_since_the_check_is_shown_anew(marta, cast):
    school = make.school("IC Montebello")
    html = check(marta, cast, f"national_code;side\n{school.national_code};mentee\n")
    make.mentor(cast.cohort, school=school)

    sent = hidden(html.content.decode())
    response = marta.post(address(cast, "networks:take-in-sheet"), sent)

    assert response.status_code == 409
    assert "The cohort changed since you saw this page." in response.content.decode()
    assert Participation.objects.get(school=school).side == "mentor"


def test_a_wrong_file_is_named_and_what_to_do(marta, cast):
    response = check(marta, cast, "name;town\nA;B\n")

    assert response.status_code == 422
    assert "The columns national_code and side are needed." in response.content.decode()


def test_a_file_that_is_too_large_is_refused(marta, cast):
    response = check(marta, cast, "x" * (2 * 1024 * 1024 + 1))

    assert response.status_code == 422
    assert "This file is larger than 2 MB." in response.content.decode()


def test_nothing_sent_is_nothing_taken_in(marta, cast):
    response = marta.post(address(cast, "networks:take-in-sheet"), {"sheet": "%%%"})

    assert response.url == address(cast, "networks:sheet")


def test_csv_and_xlsx_say_the_same_and_come_back_without_a_change(marta, cast):
    text = marta.get(address(cast, "networks:sheet-csv")).content.decode()
    book = marta.get(address(cast, "networks:sheet-xlsx")).content
    rows = [
        ["" if cell is None else cell for cell in row]
        for row in openpyxl.load_workbook(io.BytesIO(book)).active.iter_rows(values_only=True)
    ]

    back = check(marta, cast, text).content.decode()

    assert [row[:3] for row in csv.reader(io.StringIO(text))] == [row[:3] for row in rows]
    assert "This file changes nothing." in back


def test_a_name_that_looks_like_a_formula_is_disarmed(marta, cast):
    school = make.school("=1+1")
    make.mentee(cast.cohort, school=school)

    text = marta.get(address(cast, "networks:sheet-csv")).content.decode("utf-8-sig")

    assert "'=1+1" in text
