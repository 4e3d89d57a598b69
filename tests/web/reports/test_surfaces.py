"""What is told on pages and in files, taken apart again: nobody works out what is hidden.

The attacker knows every number of people, has read everything that was ever told, exactly and
not rounded, and knows which schools a sum is over.
"""

import csv
import datetime as dt
import io
import random
import re

import numpy as np
import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook
from pypdf import PdfReader

from cordata.clusters.actions.founding import found_cluster
from cordata.surveys.actions.freezing import freeze
from cordata.surveys.actions.sharing import share_report
from cordata.surveys.models import Wave
from cordata.surveys.queries.gate import Audience
from cordata.surveys.queries.pooled import pooled_figures
from cordata.surveys.queries.reports import report_of
from tests import factories as make
from tests.surveys import asking

VOICES = ("leaders", "teachers", "students")
ITEMS = ("A1", "A2", "A3", "B1", "B2", "B3")


def rows(chance, size):
    """Sheets that differ, or now and then all say the same in one area."""
    made = ["".join(chance.choice("12345nn") for _item in ITEMS) for _sheet in range(size)]
    return ["555" + row[3:] for row in made] if chance.random() < 0.2 else made


def closed(chance, participation, occasion, days):
    invited = {voice: chance.choice([6, 20, 40]) for voice in VOICES}
    which = asking.ask(
        participation, occasion=occasion, invited=invited,
        opens=timezone.now() - dt.timedelta(days=days),
    )  # fmt: skip
    for voice in VOICES:
        size = min(invited[voice], chance.choice([0, 1, 4, 5, 7, 9, 10, 14]))
        asking.answer(which, voice, *rows(chance, size))
    freeze([which])
    return which


def truth(which):
    """What only the frozen figures know: (area, voice) -> people and their mean."""
    figures = which.snapshot.figures
    return {
        (area, voice): (said["n"][at], said["mean"][at])
        for voice, said in figures["voices"].items()
        for at, area in enumerate(figures["areas"])
        if said["n"][at]
    }


def follows(known, target):
    """Whether a number follows from those that are known."""
    base = np.array(known) if known else np.zeros((1, len(target)))
    return np.linalg.matrix_rank(np.vstack([base, target])) == np.linalg.matrix_rank(base)


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("audience", list(Audience))
def test_no_hidden_mean_of_two_rounds_follows_from_means_and_changes(cast, seed, audience):
    chance = random.Random(seed)
    both = [
        closed(chance, cast.theirs, "baseline", 200),
        closed(chance, cast.theirs, "end", 30),
    ]
    least = 5 if audience is Audience.SCHOOL else 10
    cells = [(at, *cell) for at, which in enumerate(both) for cell in truth(which)]
    place = {cell: np.eye(len(cells))[at] for at, cell in enumerate(cells)}
    known, hidden = [], []
    for at, which in enumerate(both):
        for one in report_of(which, audience, "en").found.figures:
            row = place.get((at, one.area, one.voice))
            if row is None:
                continue
            if one.hidden:
                hidden.append(row)
                continue
            n, mean = truth(which)[one.area, one.voice]
            assert n >= least
            assert one.mean == pytest.approx(mean)
            known.append(row)
            if one.moved:
                then = place[0, one.area, one.voice]
                known += [row - then] + ([then] if one.moved.then is not None else [])

    assert hidden  # else nothing was attacked
    assert not any(follows(known, row) for row in hidden)


@pytest.mark.parametrize("seed", range(2))
def test_page_and_files_carry_no_number_where_a_figure_is_hidden(cast, sign_in, seed):
    chance = random.Random(100 + seed)
    found_cluster(
        cast.cohort, cast.leading, [cast.theirs], name="V", by=cast.people["coordinator"]
    )
    closed(chance, cast.theirs, "baseline", 200)
    which = closed(chance, cast.theirs, "end", 30)
    share_report(which, by=cast.people["head"])
    for role, audience in (("team", Audience.SCHOOL), ("mentor_team", Audience.WIDER)):
        client = sign_in(role)
        told = {
            (f"Area {one.area}", one.voice): "" if one.hidden else f"{one.mean:.1f}"
            for one in report_of(which, audience, "en").found.figures
        }
        names = {"School leaders": "leaders", "Teachers": "teachers", "Pupils": "students"}
        table = list(csv.reader(io.StringIO(_read(client, "csv", which).decode())))[1:]
        book = load_workbook(io.BytesIO(_read(client, "xlsx", which))).active
        sheet = [
            [str(one or "") for one in row]
            for row in book.iter_rows(min_row=2, values_only=True)
        ]
        for area, voice, mean, n, change, _similar, why, *_said in [*table, *sheet]:
            expected = told[area, names[voice]]
            assert (f"{float(mean):.1f}" if mean else "") == expected
            if not expected:
                assert (n, change) == ("", "")
                assert why
        means = sorted(one for one in told.values() if one)
        html = _read(client, "report", which).decode()
        assert sorted(re.findall(r"<strong>(\d\.\d)</strong>", html)) == means
        pdf = PdfReader(io.BytesIO(_read(client, "pdf", which)))
        paper = " ".join(one.extract_text() for one in pdf.pages)
        assert sorted(re.findall(r"(\d\.\d) \(\d+\)", paper)) == means


def _read(client, name, which):
    answer = client.get(reverse(f"reports:{name}", args=[which.public_id]))
    assert answer.status_code == 200
    return answer.content


@pytest.mark.parametrize("seed", range(4))
def test_closings_in_any_order_tell_each_sum_once_and_no_school_in_it(cast, seed):
    chance = random.Random(200 + seed)
    wave = Wave.objects.create(
        cohort=cast.cohort, instrument=asking.version(), occasion="mid",
        opens_at=timezone.now(), closes_at=timezone.now() + dt.timedelta(days=14),
    )  # fmt: skip
    asked = []
    for _n in range(chance.randint(5, 8)):
        which = asking.ask(
            make.mentee(cast.cohort), wave=wave, invited={"teachers": chance.choice([14, 40])}
        )
        asking.answer(which, "teachers", *rows(chance, chance.choice([3, 6, 8, 12, 14])))
        asked.append(which)
    seen = set()
    for which in asked:
        freeze([which])
        seen |= {one for one in pooled_figures(wave, "en") if one.voice == "teachers"}

    assert len(seen) == 2  # one for each area, at whatever moment somebody looked
    for one in seen:
        if one.hidden:
            assert one.mean is None
            continue
        own = [report_of(which, Audience.SCHOOL, "en").found.figure(one.area, "teachers")
               for which in asked]  # fmt: skip
        # All schools that read their own figure put them together, and take them away.
        rest = one.people - sum(each.n for each in own if not each.hidden)
        unread = one.schools - sum(not each.hidden for each in own)
        assert (rest, unread) == (0, 0) or (rest >= 10 and unread >= 2)
