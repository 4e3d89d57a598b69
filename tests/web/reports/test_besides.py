"""What was asked besides the statements: open answers, choices and numbers, wherever one reads."""

import csv
import io
import uuid
from dataclasses import replace

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook
from pypdf import PdfReader

from cordata.analysis.forms.definition import Choice, Question
from cordata.analysis.surveys.figures import Moved
from cordata.surveys.actions.freezing import freeze
from cordata.surveys.models import Answers
from cordata.surveys.queries.gate import Audience
from cordata.surveys.queries.recompute import check
from cordata.surveys.queries.reports import report_of
from cordata.web.reports.words import lines_of, moved, scale_in_words, sentence
from tests.surveys import asking

YES_NO = (Choice("yes", {"en": "Yes, often"}), Choice("no", {"en": "No"}))
OWN = (
    Question("hr_1", "select_multiple", {"en": "Which tools?"}, choices="agree"),
    Question("hr_2", "integer", {"en": "How many hours?"}),
    Question("hr_3", "select_one", {"en": "Do you?"}, choices="yes_no"),
    Question("hr_4", "select_one", {"en": "Here, too?"}, choices="yes_no", area="A"),
    Question("hr_5", "text", {"en": "What should change?"}),
)


def asked(cast, sheets, *, occasion="baseline", invited=20, frozen=True):
    form = asking.form(areas="A")
    form = replace(
        form,
        children=(*form.children, *OWN),
        choices={**form.choices, "yes_no": YES_NO},
        languages=("en", "hr"),
    )
    version = asking.version(form, slug="own")
    which = asking.ask(
        cast.theirs, occasion=occasion, instrument=version, invited={"teachers": invited}
    )
    answered(which, sheets)
    if frozen:
        freeze([which])
    return which


def answered(which, sheets):
    for answers in sheets:
        Answers.objects.create(
            invited=which.invited.get(), receipt=uuid.uuid4(), language="hr", answers=answers,
            begun_on=timezone.localdate(), finished_on=timezone.localdate(),
        )  # fmt: skip


def sheet(at):
    return {
        "A1": "3", "A2": str(at % 5 + 1), "A3": "4",
        "hr_1": ["1", "2"] if at % 3 else ["1", "3"] if at % 2 else ["3"],
        "hr_2": str(at), "hr_3": "yes" if at % 2 else "no", "hr_4": "no" if at % 3 else "yes",
        "hr_5": f"=Tekst {at:02}",
    }  # fmt: skip


def told(which, audience=Audience.SCHOOL):
    return {one.label: one for one in report_of(which, audience, "en").besides}


def page(name, which):
    return reverse(f"reports:{name}", args=[which.public_id])


def test_choices_numbers_and_open_answers_are_told_and_change_no_mean(cast):
    which = asked(cast, [sheet(at) for at in range(12)])
    found = told(which)

    assert list(found) == [one.labels["en"] for one in OWN]
    assert found["Do you?"].counts[0].given == (("Yes, often", 6), ("No", 6))
    assert found["Here, too?"].counts[0].given == (("Yes, often", 4), ("No", 8))
    assert dict(found["Which tools?"].counts[0].given)["1"] == 10
    assert found["How many hours?"].counts[0].middle == 5.5
    texts = found["What should change?"].texts
    assert sorted(texts) == [("hr", f"=Tekst {at:02}") for at in range(12)]
    assert texts != tuple(sorted(texts))
    assert texts == told(which)["What should change?"].texts
    assert check(which.snapshot).intact
    assert [item["key"] for item in which.snapshot.manifest["items"]] == ["A1", "A2", "A3"]


def test_what_few_said_is_told_to_nobody_and_what_nine_said_to_the_school_alone(cast):
    four = told(asked(cast, [sheet(at) for at in range(4)]))
    nine = asked(cast, [sheet(at) for at in range(9)], occasion="end")

    assert four["What should change?"].hidden == "few"
    assert not four["What should change?"].texts
    assert {one.counts[0].hidden for one in four.values() if not one.is_open} == {"few"}
    assert len(told(nine)["What should change?"].texts) == 9
    wider = told(nine, Audience.WIDER)
    assert not wider["What should change?"].texts
    assert wider["Do you?"].counts[0].hidden == "few"


def test_what_nearly_all_chose_and_what_few_of_a_staff_said_is_not_told(cast):
    alike = told(asked(cast, [sheet(at) | {"hr_3": "yes", "hr_1": ["1"]} for at in range(8)]))
    refused = told(asked(cast, [sheet(at) for at in range(8)], occasion="end", invited=40))

    assert alike["Do you?"].counts[0].hidden == "alike"
    assert alike["Which tools?"].counts[0].hidden == "alike"
    assert refused["Do you?"].counts[0].hidden == "response"


def test_page_pdf_spreadsheet_and_csv_say_the_same(cast, sign_in):
    which = asked(cast, [sheet(at) for at in range(12)])
    team = sign_in("team")
    rows = list(csv.reader(io.StringIO(team.get(page("csv", which)).content.decode())))
    said = {row[0]: row for row in rows[1:] if row[7]}
    html = " ".join(team.get(page("report", which)).content.decode().split())
    pdf = PdfReader(io.BytesIO(team.get(page("pdf", which)).content))
    paper = " ".join(" ".join(one.extract_text() for one in pdf.pages).split())
    book = load_workbook(io.BytesIO(team.get(page("xlsx", which)).content)).active

    assert said["Do you?"][7] == "Yes, often 6 · No 6 (12)"
    for words in ("Yes, often 6 · No 6 (12)", "half of them said 5.5 or less (12)"):
        assert words in html
        assert words in paper
    for at in range(12):
        assert f'<li><span lang="hr">=Tekst {at:02}</span>' in html
        assert f"=Tekst {at:02} (Hrvatski)" in paper
    cells = [value for row in book.iter_rows(values_only=True) for value in row]
    assert {f"=Tekst {at:02}" for at in range(12)} <= set(cells)


def test_of_one_area_the_lead_says_what_each_voice_says_and_the_scale_its_own_words(cast):
    report = report_of(asked(cast, [sheet(at) for at in range(12)]), Audience.SCHOOL, "en")

    assert sentence(report) == "“Area A” stands at: Teachers 3.2 (12)."
    assert scale_in_words(report).startswith("From 1, “1”, to 5, “5”.")


def test_whoever_stopped_after_the_first_page_was_asked_all_the_same(cast):
    which = asking.ask(cast.theirs)
    asking.answer(which, "students", "333---")
    freeze([which])
    line = lines_of(report_of(which, Audience.SCHOOL, "en"))[1]

    assert {cell.label: cell.why for cell in line.cells}["Pupils"] == "no answers"


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (-1.6, 0.04, "no clear change (−1.6 to +0.04)"),
        (-0.7, -0.04, "down 0.4 (−0.7 to −0.04)"),
        (0.0004, 0.8, "up 0.4 (+0.000 to +0.8)"),
        (-0.7, -0.1, "down 0.4 (−0.7 to −0.1)"),
    ],
)
def test_the_ends_of_a_change_never_contradict_its_words(low, high, words):
    points = 0.4 if low > 0 else -0.4

    assert moved(Moved(points, 0.0, low, high, then=3.0)) == words


def typed_in(which):
    """As if somebody of the school had typed them in from paper."""
    Answers.objects.filter(invited__round=which).update(source=Answers.Source.PAPER)


@pytest.mark.parametrize(
    ("on_screen", "on_paper", "hidden"),
    [(1, 4, "typed"), (4, 8, "typed"), (5, 4, ""), (0, 8, "")],
)
def test_nobody_reads_one_person_by_typing_in_four_sheets(cast, on_screen, on_paper, hidden):
    which = asked(cast, [], frozen=False)
    answered(which, [sheet(at) for at in range(on_paper)])
    typed_in(which)
    answered(which, [sheet(at) for at in range(on_paper, on_paper + on_screen)])
    freeze([which])
    found = told(which)

    said = {one.counts[0].hidden for one in found.values() if not one.is_open}
    assert said == {hidden}
    assert found["What should change?"].hidden == hidden


@pytest.mark.parametrize(("invited", "hidden"), [(7, "more"), (4, "more"), (8, ""), (0, "")])
def test_more_sheets_than_people_tell_nothing(cast, invited, hidden):
    found = told(asked(cast, [sheet(at) for at in range(8)], invited=invited))

    assert {one.counts[0].hidden for one in found.values() if not one.is_open} == {hidden}
    assert found["What should change?"].hidden == hidden
