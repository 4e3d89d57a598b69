"""The page of a registered analysis of costs speaks of money, not of points of a scale."""

from django.urls import reverse

from cordata.evidence.actions.analyses import freeze_and_run, register_analysis
from cordata.evidence.queries.tables import KINDS
from tests.costs import spending
from tests.evidence import making

KIND = "costs-of-clusters/1"


def test_a_run_of_costs_is_read_in_pps(cast, paola):
    spending.at_work(cast)
    spending.priced(cast)
    analysis = register_analysis(
        making.project(cast), title="What it costs", expects="Little.", kind=KIND,
        params={"cohorts": [cast.cohort.public_id]}, comparisons=1,
        ask={"method": "costs", "seed": 7, "spec": dict(KINDS[KIND].fits["costs"])},
        by=cast.people["researcher"],
    )  # fmt: skip
    run = freeze_and_run(analysis, by=cast.people["researcher"])
    societal = run.document["result"]["estimates"]["societal"]["value"]

    html = paola.get(reverse("evidence:analysis", args=[analysis.public_id])).content.decode()

    assert f"{societal:,.0f}\N{NO-BREAK SPACE}PPS" in html
    assert "Everybody, own time of staff among it" in html
    assert "In PPS at the prices of one year" in html
    assert "of it is assumed" in html
