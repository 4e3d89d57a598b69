"""Nobody reads what one person said by filling up a voice with sheets of their own."""

import pytest
from django.utils import timezone

from cordata.surveys.actions.freezing import freeze
from cordata.surveys.actions.rounds import StaysSmall, change_round
from cordata.surveys.models import Answers, Round
from cordata.surveys.queries.figures import scores_of, unpacked
from cordata.surveys.queries.gate import Audience, known_to_themselves, statement_figures
from cordata.surveys.queries.reports import report_of
from cordata.surveys.queries.table import VOICES
from tests import cast as casting
from tests.surveys import asking


@pytest.fixture
def cast(db):
    return casting.gather()


def typed(which, voice, *rows):
    """Sheets of paper that somebody of the school typed in."""
    before = set(Answers.objects.values_list("pk", flat=True))
    asking.answer(which, voice, *rows)
    Answers.objects.exclude(pk__in=before).update(source=Answers.Source.PAPER)


def told_with(cast, *, on_screen, on_paper, invited=30):
    which = asking.ask(cast.theirs, invited={"teachers": invited})
    asking.answer(which, "teachers", *on_screen)
    typed(which, "teachers", *on_paper)
    freeze([which])
    which = Round.objects.select_related("instrument", "participation", "snapshot").get()
    (known,) = known_to_themselves(scores_of(unpacked(which.snapshot), 1), [which])
    report = report_of(which, Audience.SCHOOL, "en")
    found = report.found.figure("A", "teachers")
    assert known[VOICES.index("teachers"), 0] == (found.mean is not None)
    return found


MIXED = ["555111", "544222", "433333", "333444"]


@pytest.mark.parametrize(
    ("on_screen", "on_paper", "hidden"),
    [
        (1, 4, "typed"),  # the four are known to whoever typed them: the one would be, too
        (4, 16, "typed"),
        (5, 4, ""),
        (0, 12, ""),
    ],
)
def test_nobody_reads_one_person_by_typing_in_four(cast, on_screen, on_paper, hidden):
    screen, paper = (MIXED * 4)[:on_screen], (MIXED * 4)[:on_paper]

    assert told_with(cast, on_screen=screen, on_paper=paper).hidden == hidden


def test_that_nearly_all_said_the_same_is_not_told_of_one_beside_typed_sheets(cast):
    found = told_with(cast, on_screen=["555555"], on_paper=["555555"] * 4)

    assert (found.hidden, found.nearly_all) == ("typed", None)


@pytest.mark.parametrize(
    ("invited", "hidden"), [(0, ""), (4, "more"), (7, "more"), (8, ""), (9, "")]
)
def test_a_voice_is_not_larger_than_the_people_it_has(cast, invited, hidden):
    assert told_with(cast, on_screen=MIXED * 2, on_paper=[], invited=invited).hidden == hidden


def test_a_statement_that_few_answered_themselves_is_not_told_beside_typed_sheets(cast):
    # Of twenty, eight left A1 out on the screen: their area stands, and of A1 two are left.
    which = asking.ask(cast.theirs, invited={"teachers": 30})
    asking.answer(which, "teachers", "125345", "535211", *["-35211", "-25345"] * 4)
    typed(which, "teachers", *MIXED * 2, "125345", "535211")
    freeze([which])
    which = Round.objects.select_related("instrument", "participation", "snapshot").get()

    told = {
        item: next(one for one in statement_figures(which, item, Audience.SCHOOL)
                   if one.voice == "teachers").hidden
        for item in ("A1", "A2")
    }  # fmt: skip

    assert report_of(which, Audience.SCHOOL, "en").found.figure("A", "teachers").mean
    assert told == {"A1": "typed", "A2": ""}


def test_a_voice_of_few_does_not_grow_once_one_has_answered(cast):
    which = asking.ask(
        cast.theirs, invited={"leaders": 2, "teachers": 20}, opens=timezone.now()
    )
    head, last = cast.people["head"], which.closes_at
    given = {"closes_at": last, "level": "", "version": None, "by": head}
    change_round(which, people={"leaders": 3, "teachers": 20}, **given)
    asking.answer(which, "leaders", "555555")
    asking.answer(which, "teachers", "555555")

    for more in (5, 0):
        with pytest.raises(StaysSmall):
            change_round(which, people={"leaders": more, "teachers": 20}, **given)
    which.refresh_from_db()
    change_round(which, people={"leaders": 4, "teachers": 33}, **given)

    found = which.invited.order_by("voice").values_list("voice", "people")
    assert dict(found) == {"leaders": 4, "teachers": 33}
