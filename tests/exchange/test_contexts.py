"""What schools places have, and how far evidence reaches them; nothing tells of single schools."""

import datetime as dt

import pytest

from cordata.accounts.models import User
from cordata.analysis.advice.transfer import Traits
from cordata.evidence.models import FrozenTable
from cordata.evidence.queries.alike import traits_behind
from cordata.exchange import rules
from cordata.exchange.actions.contexts import NothingTold, count_register, describe_schools
from cordata.exchange.models import CountryContext
from cordata.exchange.queries.contexts import (
    context_of,
    contexts_now,
    counted_in_register,
    countries_described_by,
    reach_of,
    reaches,
)
from cordata.history.models import Entry
from cordata.networks.models import Country
from cordata.schools.models import School
from tests import cast as casting
from tests import factories as make
from tests.exchange import advising

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    return casting.gather()


def described(cast, **changes):
    told = {
        "region": "", "origin": "typed", "source": "Statistics", "dated_on": dt.date(2026, 9, 1),
        "schools": advising.PLACE, "by": cast.people["policy_maker"],
    } | changes  # fmt: skip
    return describe_schools(make.country("IT"), **told)


def test_what_is_told_is_kept_and_the_newest_stands_first(cast):
    old = described(cast)
    new = described(
        cast, dated_on=dt.date(2026, 10, 1), schools={"size": {"small": 3.0, "large": 0.0}}
    )
    region = described(cast, region="Piemonte")

    assert new.schools == {"size": {"small": 3.0}}
    assert contexts_now() == [new, region]
    assert context_of(cast.people["policy_maker"]) == new
    assert context_of(cast.people["teacher"]) is None
    assert CountryContext.objects.filter(pk=old.pk).exists()
    assert str(region) == "Italy, Piemonte"
    assert {one.verb for one in Entry.objects.all()} == {"schools.described"}


def test_a_place_without_schools_is_no_place(cast):
    with pytest.raises(NothingTold):
        described(cast, schools={"size": {"small": 0.0}, "colour": {"red": 5.0}})
    with pytest.raises(NothingTold):
        count_register(make.country("HU"), region="", by=cast.people["administrator"])


def test_the_register_is_counted_by_hand(cast):
    School.objects.all().update(closed_on=dt.date(2026, 1, 1))
    make.school(levels=["1"], pupils=200, language="it", level_text=" 1 ")
    make.school(levels=["1", "2"], pupils=600, level_text=" 1 2 ", mountain=True)
    make.school(levels=["3"], pupils=None, level_text=" 3 ", region="Lazio")
    make.school(country="HR", pupils=100)

    assert counted_in_register("IT") == {
        "size": {"small": 1, "large": 1},
        "rurality": {"remote": 1, "other": 2},
        "level": {"1": 2, "2": 1, "3": 1},
        "language": {"it": 3},
    }
    assert counted_in_register("IT", "Lazio")["level"] == {"3": 1}
    made = count_register(make.country("IT"), region="", by=cast.people["administrator"])
    assert made.origin == "register"
    assert made.schools["size"] == {"small": 1, "large": 1}


def test_traits_of_the_schools_behind_a_finding_without_their_names(cast):
    some = [*advising.schools(5), *advising.schools(3, levels=["3"], pupils=700, island=True)]
    version = advising.recommendation(cast, some)
    findings = [one.finding for one in version.supports.all()]

    (found,) = traits_behind({"x": findings}).values()
    assert len(found) == 8
    assert found.count(Traits(frozenset({"1"}), "small", "other", "it")) == 5
    assert found.count(Traits(frozenset({"3"}), "large", "remote", "it")) == 3


@pytest.mark.parametrize(
    ("state", "many"), [("released", 4), ("in_review", 8), ("withdrawn", 8)]
)
def test_of_few_schools_or_unreleased_findings_nothing_is_read(cast, state, many):
    version = advising.recommendation(cast, advising.schools(many), state=state)
    assert reach_of(version, advising.PLACE).found is None


def test_how_far_evidence_reaches_a_place(cast, django_assert_num_queries):
    version = advising.recommendation(
        cast, [*advising.schools(9), *advising.schools(6, country="HR")]
    )
    other = advising.recommendation(cast, advising.schools(7, levels=["3"]), number=5)

    with django_assert_num_queries(3):
        first, second = reaches([version, other], advising.PLACE)
    assert (first.found.schools, first.found.alike) == (15, 9)
    assert [(one.dimension, one.value) for one in first.found.lacks] == [
        ("size", "large"), ("level", "2"),
    ]  # fmt: skip
    assert second.found.alike == 0
    with django_assert_num_queries(3):
        reaches([version], advising.PLACE)


def test_the_rule_and_the_query_agree_on_who_describes_which_country(cast):
    for person in User.objects.all():
        mine = countries_described_by(person)
        for country in Country.objects.all():
            assert mine.contains(country) == rules.may_describe(person, country.pk)
    everywhere = make.person("Everywhere")
    make.role(everywhere, "policy_maker", "platform")
    assert countries_described_by(everywhere).count() == Country.objects.count()
    assert not countries_described_by(cast.people["researcher"]).exists()


def test_as_many_schools_stand_behind_it_as_the_finding_counts(cast):
    version = advising.recommendation(cast, advising.schools(12), lost=3)
    finding = version.supports.get().finding

    reach = reach_of(version, advising.PLACE)

    sizes = finding.run.document["result"]["sizes"]
    assert reach.found.schools == sizes["all"]["schools"] == 9


def test_a_school_that_took_its_answers_back_still_counts_and_is_not_known(cast):
    schools = advising.schools(9)
    version = advising.recommendation(cast, schools)
    table = version.supports.get().finding.run.table
    FrozenTable.objects.filter(pk=table.pk).update(withheld=["sign"])

    found = reach_of(version, advising.PLACE).found
    assert (found.schools, found.alike, found.unknown["size"]) == (10, 9, 1)
