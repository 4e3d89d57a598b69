"""How a practice spread: by hand, against a slow look at every line, against networkx."""

from statistics import median

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cordata.analysis.spread.genealogy import Step, spread_of


@st.composite
def trees(draw):
    """Each school learns from one that has it; some months are not known."""
    size = draw(st.integers(0, 12))
    steps = []
    for at in range(1, size + 1):
        teacher = draw(st.integers(0, at - 1))
        month = draw(st.one_of(st.none(), st.integers(0, 60)))
        steps.append(Step(f"s{teacher}", f"s{at}", month))
    return draw(st.permutations(steps))


def countries(steps):
    names = {"s0", *(one.learner for one in steps)}
    return {name: "IT" if int(name[1:]) % 2 else "HR" for name in names}


def line_of(steps, school):
    """From the first school to this one. Obviously right, hopelessly slow: our oracle."""
    teacher = {one.learner: one.teacher for one in steps}
    line = [school]
    while line[-1] in teacher:
        line.append(teacher[line[-1]])
    return line[::-1]


def test_three_schools_by_hand():
    # a taught b in month 13 and d in month 15; b taught c in month 16. a began in month 10.
    steps = [Step("a", "b", 13), Step("b", "c", 16), Step("a", "d", 15)]
    spread = spread_of("a", 10, steps, {"a": "IT", "b": "IT", "c": "HR", "d": "IT"})

    assert [one.school for one in spread.branches] == ["a", "b", "c", "d"]
    assert [one.generation for one in spread.branches] == [0, 1, 2, 1]
    assert [one.months for one in spread.branches] == [None, 3, 3, 5]
    assert [one.taught for one in spread.branches] == [2, 1, 0, 0]
    assert (spread.schools, spread.generations, spread.countries) == (3, 2, 2)
    assert (spread.months, spread.timed, spread.passed_on) == (3.0, 3, 1)


def test_a_school_alone():
    spread = spread_of("a", None, [], {"a": "IT"})
    assert (spread.schools, spread.generations, spread.countries) == (0, 0, 1)
    assert (spread.months, spread.timed, spread.passed_on) == (None, 0, 0)


def test_what_does_not_hang_on_the_first_school_is_left_out():
    spread = spread_of("a", 1, [Step("x", "y", 2)], {"a": "IT"})
    assert spread.schools == 0


@pytest.mark.parametrize("steps", [[Step("b", "a", 1)], [Step("a", "b", 1), Step("a", "b", 2)]])
def test_a_school_learns_once_and_the_first_one_never(steps):
    with pytest.raises(ValueError, match="once"):
        spread_of("a", 0, steps, {"a": "IT", "b": "IT"})


@given(trees())
def test_every_school_stands_below_whom_it_learned_it_from(steps):
    spread = spread_of("s0", 0, steps, countries(steps))

    had = {one.learner: one.month for one in steps} | {"s0": 0}
    place = {one.school: at for at, one in enumerate(spread.branches)}
    assert len(place) == len(steps) + 1
    for one in spread.branches:
        line = line_of(steps, one.school)
        assert one.generation == len(line) - 1
        if one.teacher:
            assert one.teacher == line[-2]
            assert place[one.teacher] < place[one.school]
            teacher, learner = had[one.teacher], had[one.school]
            known = teacher is not None and learner is not None and teacher <= learner
            assert one.months == (learner - teacher if known else None)
    months = [one.months for one in spread.branches if one.months is not None]
    assert spread.months == (median(months) if months else None)


@given(trees())
def test_as_a_package_for_networks_counts_it(steps):
    graph = nx.DiGraph([(one.teacher, one.learner) for one in steps])
    graph.add_node("s0")

    spread = spread_of("s0", 0, steps, countries(steps))

    depths = nx.shortest_path_length(graph, "s0")
    assert {one.school: one.generation for one in spread.branches} == dict(depths)
    assert spread.generations == max(depths.values())
    assert spread.passed_on == sum(
        1 for school, taught in graph.out_degree() if taught and school != "s0"
    )
    drawn = [one.school for one in spread.branches]
    assert set(drawn) == set(nx.descendants(graph, "s0")) | {"s0"}


@given(trees(), st.randoms())
def test_the_order_in_which_it_was_told_changes_nothing(steps, chance):
    other = [*steps]
    chance.shuffle(other)
    assert spread_of("s0", 0, steps, countries(steps)) == spread_of(
        "s0", 0, other, countries(steps)
    )


def test_a_school_that_taught_before_it_had_it_is_not_timed():
    steps = [Step("a", "b", 15), Step("b", "c", 12), Step("b", "d", 17)]
    found = spread_of("a", 10, steps, dict.fromkeys("abcd", "IT"))

    assert [one.months for one in found.branches] == [None, 5, None, 2]
    assert (found.months, found.timed) == (3.5, 2)
