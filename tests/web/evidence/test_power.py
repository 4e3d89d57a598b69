"""The calculator answers with the numbers of docs/methods/power.md, and says when groups are few."""

import pytest
from django.urls import reverse

PLAN = {"treated": 12, "comparison": 12, "schools": 4, "size": 20, "icc_group": "0.05",
        "icc_school": "0.10", "explained": "0", "comparisons": "1"}  # fmt: skip


def computed(client, **changed):
    return client.get(reverse("evidence:power"), PLAN | changed)


def test_it_begins_with_a_usual_plan_and_its_curve(paola):
    html = paola.get(reverse("evidence:power")).content.decode()
    for smallest in ("0.35", "0.23", "0.28", "0.44", "0.51"):
        assert f">{smallest}" in html


def test_few_groups_are_warned_of(paola, marta):
    assert "note warn" not in computed(paola).content.decode()
    few = computed(marta, treated=3, comparison=3)
    assert "0.89" in few.content.decode()
    assert "note warn" in few.content.decode()


def test_what_the_first_round_explains_helps(paola):
    html = computed(paola, treated=6, comparison=6, explained="0.5").content.decode()
    assert 'value="0.5"' in html
    assert "0.52" not in html


@pytest.mark.parametrize(
    ("changed", "field", "says"),
    [
        ({"icc_group": "0.6", "icc_school": "0.5"}, "icc_group", "below 1"),
        ({"treated": "1", "comparison": "1"}, "comparison", "three clusters"),
        ({"treated": "0"}, "treated", "greater than or equal to 1"),
        ({"icc_group": "a few"}, "icc_group", "number"),
    ],
)
def test_a_plan_that_cannot_be_is_said_at_its_field(paola, changed, field, says):
    answer = computed(paola, **changed)
    [error] = answer.context["form"].errors[field]
    assert answer.status_code == 422
    assert says in error
    assert 'id="result"' not in answer.content.decode()
