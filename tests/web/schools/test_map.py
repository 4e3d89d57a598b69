"""Maps: what is written in them can be read on a telephone."""

import re
from pathlib import Path

import pytest
from django.template.loader import render_to_string

from cordata.web import forms
from cordata.web.schools.map import MOST_CODES, Point, draw_country, draw_europe

WEB = Path(forms.__file__).parent
SMALLEST = 14  # px: the smallest token of the stylesheet, .875rem
CARD = 320  # px that a card leaves for a picture on a telephone of 390


def drawn(drawing):
    return render_to_string("web/parts/map.html", {"drawing": drawing})


def smallest_text(svg):
    """In px, as drawn into a card of a telephone."""
    width = float(re.search(r'viewBox="0 0 ([\d.]+)', svg)[1])
    return min(float(one) for one in re.findall(r'font-size="([\d.]+)"', svg)) * CARD / width


def points(number):
    kinds = ["mentor", "mentee", "mentee", "lost"]
    return [
        Point(45 + at % 7 / 50, 16 + at / 90, kinds[at % 4], f"A{at}", "ka")
        for at in range(number)
    ]


@pytest.mark.parametrize("number", [4, MOST_CODES, MOST_CODES + 1])
def test_no_letter_of_a_map_is_smaller_than_the_smallest_token(number):
    assert smallest_text(drawn(draw_country("HR", points(number), title="t"))) >= SMALLEST


def test_no_number_on_the_map_of_europe_is_smaller_either():
    assert smallest_text(drawn(draw_europe({"HR": 4, "IT": 12}))) >= SMALLEST


def test_a_crowded_map_leaves_the_codes_of_mentee_schools_to_the_list():
    some = drawn(draw_country("HR", points(MOST_CODES), title="t"))
    many = drawn(draw_country("HR", points(MOST_CODES + 1), title="t"))
    assert some.count('class="ring-t"') == MOST_CODES // 2
    assert 'class="ring-t"' not in many
    assert many.count('class="lead-t"') == 13


@pytest.mark.parametrize("page", ["simulate/bands.html", "practices/spread.html"])
def test_other_pictures_with_letters_keep_to_it_too(page):
    html = (WEB / page).read_text(encoding="utf-8").replace("{{ tree.width }}", "360")
    assert smallest_text(html) * 356 / CARD >= SMALLEST  # as wide as the page: no card around
