"""All schools together: page and table say the same, and no school by itself."""

import csv
import datetime as dt
import io

import pytest
from django.urls import reverse
from django.utils import timezone

from cordata.surveys.actions.closing import close_rounds
from cordata.surveys.actions.freezing import freeze
from cordata.surveys.models import Wave
from tests import factories as make
from tests.surveys import asking


@pytest.fixture
def wave(cast):
    return Wave.objects.create(
        cohort=cast.cohort, instrument=asking.version(), occasion="baseline",
        opens_at=timezone.now(), closes_at=timezone.now() + dt.timedelta(days=14),
    )  # fmt: skip


def test_page_and_table_carry_the_same_figures(wave, sign_in):
    made = [asking.ask(make.mentee(wave.cohort), wave=wave) for _n in range(5)]
    for which in made:
        asking.answer(which, "teachers", *["123345", "543211"] * 3)
    freeze(made)
    page = {"cc": "it", "wave": wave.public_id}

    marta = sign_in("coordinator")
    html = marta.get(reverse("reports:pooled", kwargs=page)).content.decode()
    rows = list(
        csv.reader(
            io.StringIO(marta.get(reverse("reports:pooled-csv", kwargs=page)).content.decode())
        )
    )

    figures = {
        (area, voice): (mean, n, schools) for area, voice, mean, n, schools, _e, _w in rows[1:]
    }
    mean, n, schools = next(iter(figures.values()))
    assert (n, schools) == ("30", "5")
    assert f'<strong>{mean}</strong> <span class="meta">(30, 5)</span>' in html
    for which in made:
        assert which.participation.school.name not in html


def test_the_legend_and_the_scale_stand_outside_the_head_that_a_phone_hides(wave, sign_in):
    made = [asking.ask(make.mentee(wave.cohort), wave=wave) for _n in range(5)]
    for which in made:
        asking.answer(which, "teachers", *["123345", "543211"] * 3)
    freeze(made)
    page = {"cc": "it", "wave": wave.public_id}

    html = sign_in("coordinator").get(reverse("reports:pooled", kwargs=page)).content.decode()

    legend = html.partition('<p class="voices">')[2].partition("</p>")[0]
    assert 'class="mark teachers"' in legend
    assert "Teachers" in legend
    assert 'class="dotplot rt fives"' in html


def test_while_a_round_is_open_the_page_says_what_it_waits_for(wave, sign_in):
    made = [asking.ask(make.mentee(wave.cohort), wave=wave) for _n in range(6)]
    for which in made:
        asking.answer(which, "teachers", *["123345", "543211"] * 3)
    freeze(made[:5])
    page = {"cc": "it", "wave": wave.public_id}

    marta = sign_in("coordinator")
    html = marta.get(reverse("reports:pooled", kwargs=page)).content.decode()
    rows = marta.get(reverse("reports:pooled-csv", kwargs=page)).content.decode()

    assert "when every school has closed: 5 of 6 have" in html
    assert "<strong>" not in html.split("<h1>")[1].split("</main>")[0]
    assert len(rows.strip().splitlines()) == 1  # the header


def test_how_far_figures_can_be_trusted_is_told_in_words(wave, sign_in):
    # On A three answers go together, on B they do not; two of nine do not know what A3 is.
    rows = ["11n151", "222115", "444511", "55n155", "333551", "444515", "222333", "555242",
            "111424"]  # fmt: skip
    made = [asking.ask(make.mentee(wave.cohort), wave=wave, invited={"teachers": 12})
            for _n in range(5)]  # fmt: skip
    for which in made:
        asking.answer(which, "teachers", *rows)
    close_rounds(made, by=make.person())
    page = {"cc": "it", "wave": wave.public_id}

    html = sign_in("coordinator").get(reverse("reports:pooled", kwargs=page)).content.decode()

    assert "left out: its statements do not measure one thing" in html
    assert "good enough for single schools" in html
    assert "not reliable: read no result from it" in html
    assert "Teachers · English" in html
    assert "said that they do not apply: A3 (Teachers, 22%)" in html
    assert "Where a school did not tell how many it invited" not in html
