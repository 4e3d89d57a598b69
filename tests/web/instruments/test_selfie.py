"""A school brings its SELFIE results: read by file, seen by the school alone."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from cordata.surveys.models import External

TABLE = "area;voice;n;mean\nA;leaders;3;4.5\nA;teachers;23;3.1\n"


@pytest.fixture
def address(cast):
    return reverse("instruments:selfie", args=[cast.theirs.school.public_id])


def send(client, address, text, day="2026-05-04"):
    file = SimpleUploadedFile("selfie.csv", text.encode())
    return client.post(address, {"file": file, "answered_on": day})


def test_the_table_is_shown_with_small_voices_left_out(sign_in, address):
    head = sign_in("head")

    sent = send(head, address, TABLE)
    html = head.get(address).content.decode()

    assert sent.url == address
    assert "3.1" in html
    assert "fewer than 5" in html
    assert "4.5" not in html
    assert "A Leadership" in html


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("Z;teachers;9;3", "Line 4: “Z” is no area from A to H."),
        ("A;parents;9;3", "Line 4: “parents” is not leaders, teachers or students."),
        ("B;teachers;x;3", "Line 4: “x” is no number of people."),
        ("B;teachers;9;9", "Line 4: “9” is no mean from 1 to 5."),
        ("A;teachers;9;3", "Line 4: A, teachers stands there twice."),
    ],
)
def test_bad_cells_are_said_by_line_and_nothing_is_taken_in(sign_in, address, line, message):
    response = send(sign_in("team"), address, f"{TABLE}{line}\n")

    assert response.status_code == 422
    assert message in response.content.decode()
    assert not External.objects.exists()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("area;voice\nA;teachers\n", "The columns area, voice, n and mean are needed."),
        ("area;voice;n;mean\n", "There is no line in it."),
        ("hello", "No table was found"),
    ],
)
def test_what_is_no_such_table_is_said_so(sign_in, address, text, message):
    assert message in send(sign_in("team"), address, text).content.decode()


def test_a_result_is_taken_out_by_its_own_school_only(sign_in, cast, address):
    send(sign_in("head"), address, TABLE)
    result = External.objects.get()
    remove = reverse(
        "instruments:remove-selfie", args=[cast.theirs.school.public_id, result.public_id]
    )

    assert sign_in("mentor_team").post(remove).status_code == 404
    assert sign_in("coordinator").get(address).status_code == 404
    assert sign_in("head").post(remove).status_code == 302
    assert not External.objects.exists()
