"""What the page for choosing goals suggests, and what stands beside it."""

import pytest
from django.urls import reverse

from cordata.surveys.actions.freezing import freeze
from cordata.surveys.queries.gate import Audience
from cordata.surveys.queries.reports import report_of
from cordata.web.reports.strip import places_of
from cordata.web.reports.suggestions import suggestions_of
from cordata.web.reports.words import Cell, Line
from tests import factories as make
from tests.practices import making
from tests.surveys import asking


def suggested(which):
    return suggestions_of(
        report_of(which, Audience.SCHOOL, "en"), report_of(which, Audience.WIDER, "en")
    )


def needs_stem(participation):
    first = {"direction": "needs", "priority": 3}
    participation.interests.update_or_create(topic=make.topic("stem"), defaults=first)


def test_a_need_comes_with_public_practices_of_other_schools_and_no_others(cast):
    for one in (cast.theirs, cast.others):
        needs_stem(one)
    edition = making.validated(cast)  # of theirs, not yet public
    which = asking.ask(cast.others)
    freeze([which])
    assert suggested(which)[0].practices == ()

    making.validating.publish_record(edition, by=cast.people["researcher"])
    [(number, title)] = suggested(which)[0].practices
    assert (number, bool(title.text)) == (edition.practice.number, True)
    own = asking.ask(cast.theirs)
    freeze([own])
    assert suggested(own)[0].practices == ()


def test_the_page_links_them(cast, sign_in):
    number = making.published(cast).practice.number
    team = make.person("Team of the others")
    make.role(team, "team", "school", cast.others.school.public_id)
    needs_stem(cast.others)
    which = asking.ask(cast.others)
    freeze([which])
    cast.people["others_team"] = team
    text = sign_in("others_team").get(reverse("reports:choose", args=[which.public_id]))

    assert f'href="/en/practices/{number}/"' in text.content.decode()


@pytest.mark.parametrize(("people", "found"), [(12, 2), (7, 1)])
def test_one_area_gives_a_goal_only_in_figures_that_others_may_see(cast, people, found):
    version = asking.version(asking.form(areas="A"), slug="one")
    which = asking.ask(cast.theirs, instrument=version, invited={"teachers": 20})
    rows = ["123", "543", "333", "454"] * 3
    asking.answer(which, "teachers", *rows[:people], items=("A1", "A2", "A3"))
    freeze([which])
    made = suggested(which)

    assert len(made) == found
    assert (made[0].part == "A") is (found == 2)


def test_marks_of_before_never_lie_under_those_of_now():
    cell = Cell("teachers", "Teachers", "3.0", "12", "", "", "", 3.0, 3.0)

    then, now = places_of(Line("A", "Area A", [cell]))
    assert (then.before, now.before, then.down != now.down) == (True, False, True)
