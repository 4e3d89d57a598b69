"""Models compared, as they are lived, and the map of gaps: what people of each role read and do."""

import csv
import io

import pytest
from django.urls import reverse
from django.utils import timezone

from cordata.calls.models import Criterion
from cordata.clusters.models import Cluster
from cordata.cycles.actions.cycles import set_stage
from cordata.cycles.models import Activity
from cordata.evidence.models import Finding
from cordata.schools.models import School
from tests.calls import making as calls
from tests.cycles.year import activity, cluster_of
from tests.evidence import making

GAP = {"axis": "mode", "level": "virtual", "context": "remote"}


@pytest.fixture
def cluster(cast):
    """Founded by its schools; the coordinator called all four activities."""
    made = cluster_of(cast, age=100)
    made.models.update(since=made.opened_on)
    for days in (80, 60, 40, 20):
        activity(made, days, "well", attending=[(cast.theirs, 2, 0)])
    return made


def page(client, name, **where):
    answer = client.get(reverse(f"models:{name}", kwargs=where))
    assert answer.status_code == 200
    return answer.content.decode()


def test_not_enough_data_is_an_answer_with_what_would_lift_it(client, db):
    html = page(client, "models")

    assert "No cluster yet" in html
    assert html.count("not enough data to compare") == 4  # one for each label
    assert html.count("Four clusters on each side") == 1  # what would lift it, said once
    assert html.count("no finding yet") == 4
    assert "dotplot" not in html


def test_a_share_of_fewer_than_five_schools_is_not_shown_and_not_in_the_table(client, cluster):
    assert "fewer than five schools" in page(client, "models")
    assert rows(client, "label") == []


def rows(client, axis):
    answer = client.get(reverse("models:models-csv"), {"axis": axis})
    return list(csv.DictReader(io.StringIO(answer.content.decode())))


def test_the_page_and_the_table_carry_the_same_numbers(client, cast):
    schools = making.network(cast.cohort, cast.people["coordinator"], clusters=4)
    asked = {"axis": "label", "compared": "bottom_up"}
    run = making.about(making.quick(cast), "models-of-clusters/1", "effect", **asked)
    finding = Finding.objects.create(
        run=run, estimate="effect", headline="More.", limits="-", language="en",
        state="released", released_at=timezone.now(), written_by=run.ran_by,
    )  # fmt: skip
    host = schools[0].memberships.get().cluster
    activity(host, 10, "well", attending=[(schools[0], 1, 0), (schools[1], 1, 0)])

    html = page(client, "models")
    effect, reach = rows(client, "label")

    assert "0.67 points" in html
    assert reverse("evidence:finding", args=[finding.public_id]) in html
    assert "2 of 8 schools" in html
    assert html.count("dotplot") == 2  # the effect about zero, and reach
    assert (effect["Value"], effect["Schools"], effect["Finding"]) == (
        "0.67", "12", finding.public_id,
    )  # fmt: skip
    assert (reach["Value"], reach["Schools"], reach["Clusters"]) == ("0.25", "8", "4")


def test_an_axis_that_there_is_not_is_not_found(client, db):
    for name in ("models", "models-csv"):
        assert client.get(reverse(f"models:{name}"), {"axis": "x"}).status_code == 404


def test_a_coordinator_reads_on_the_clusters_page_how_it_is_lived(marta, cluster):
    where = {"cc": "it", "cluster": cluster.public_id}
    html = marta.get(reverse("clusters:coordinate", kwargs=where)).content.decode()

    assert "0 of 4 activities were called by a school" in html
    assert "otherwise than declared" in html
    assert reverse("models:lived", args=[cluster.public_id]) in html


def test_too_few_records_are_said_so(marta, cluster):
    Activity.objects.filter(cluster=cluster).first().delete()

    html = page(marta, "lived", clu=cluster.public_id)

    assert html.count("too few records to say") >= 3
    assert "otherwise than declared" not in html


def test_a_researcher_sees_all_clusters_and_one_by_quarter(paola, cluster):
    assert cluster.name in page(paola, "lived-list")
    assert "Quarter by quarter" in page(paola, "lived", clu=cluster.public_id)


def test_a_researcher_sees_its_stages_and_days_but_no_name_reason_or_talk(paola, cast, cluster):
    anna = cast.people["mentor_team"]
    for stage, why in (("plan", "Anna è malata"), ("act", "Si parte"), ("plan", "Da capo")):
        set_stage(cluster, stage=stage, why=why, by=anna)

    html = page(paola, "lived", clu=cluster.public_id)
    stepper = html[html.index("Its year") : html.index("</section>")]
    assert stepper.count("Plan</span>") == 2
    assert stepper.count("gone back") == 1
    for secret in ("Anna è malata", "Si parte", anna.name):
        assert secret not in html
    assert '<td data-l="Stage">Plan</td>' in page(paola, "lived-list")
    for inside in ("dates:cycle", "cycles:agenda", "talk:threads", "diary:cluster"):
        assert paola.get(reverse(inside, args=[cluster.public_id])).status_code == 404

    rows = list(csv.DictReader(io.StringIO(page(paola, "stages-csv"))))
    assert len(rows) == 6
    (plan,) = [one for one in rows if one["stage"] == "plan"]
    assert (plan["cluster"], plan["times_said"], plan["times_back"], plan["is_now"]) == (
        cluster.public_id, "2", "1", "1",
    )  # fmt: skip
    assert plan["first_said"] == timezone.localdate().isoformat()


def test_a_researcher_of_another_programme_sees_no_stage(sign_in, cast, cluster):
    stranger = cast.people["researcher"]
    stranger.roles.update(place="prg_of_somebody_else")
    client = sign_in("researcher")

    assert client.get(reverse("models:lived", args=[cluster.public_id])).status_code == 404
    assert cluster.public_id not in page(client, "stages-csv")
    assert cluster.name not in page(client, "lived-list")


def test_a_cluster_without_a_model_or_records_says_so(paola, cluster):
    Activity.objects.all().delete()
    assert "No activity has been told yet." in page(paola, "lived", clu=cluster.public_id)

    cluster.models.all().delete()
    assert "No model is declared now." in page(paola, "lived", clu=cluster.public_id)
    assert "No model is declared now." in page(paola, "lived-list")


def test_a_network_without_clusters_has_a_kind_page(paola):
    assert "No cluster yet" in page(paola, "lived-list")


def test_the_map_shows_cells_and_says_which_are_empty(paola, cluster):
    html = page(paola, "gaps")

    assert html.count("nothing yet") == 4 * 6
    assert "1 cluster, 1 mentored school" in html
    assert paola.get(reverse("models:gaps"), {"outcome": "x|y"}).status_code == 404


def test_a_cell_promises_nothing_where_nothing_can_be_compared(cast, marta):
    schools = making.network(cast.cohort, cast.people["coordinator"], clusters=3)
    Cluster.objects.filter(pk=schools[0].memberships.get().cluster_id).first().models.update(
        mode="virtual"
    )
    School.objects.filter(pk__in=[one.school_id for one in schools]).update(mountain=True)
    asking = {"outcome": "whole-school|A"}
    address = reverse("models:gap", kwargs=GAP)
    making.ask_twice(schools[:2])
    html = marta.get(address, asking).content.decode()
    assert "1 cluster" in html
    assert "Missing" not in html
    assert "interval" not in html

    making.ask_twice(schools[4:])
    html = marta.get(address, asking).content.decode()
    assert "Missing: of this kind 3, of another 3." in html


def test_an_empty_cell_becomes_a_criterion_in_one_step(cast, marta):
    draft = calls.draft(cast.cohort, cast.people["coordinator"])
    assert "Make it a criterion" in page(marta, "gap", **GAP)

    address = reverse("models:gap", kwargs=GAP)
    answer = marta.post(address, {"call": draft.public_id})

    shown = reverse("calls:call", args=["it", draft.public_id])
    assert answer["Location"] == shown
    made = Criterion.objects.get(call=draft, gap__level="virtual")
    assert made.gap == GAP | {"outcome": ""}
    assert set(made.names) == set(made.rubric) == {"it"}
    html = marta.get(shown).content.decode()
    assert made.names["it"].split(":")[0] in html
    assert address in html  # where it comes from

    again = marta.post(address, {"call": draft.public_id})
    assert again.status_code == 422
    assert "This call asks for it already." in again.content.decode()


def test_who_has_no_draft_is_told_how_to_get_one_and_a_researcher_is_not_asked(marta, paola):
    assert "You have no call in draft" in page(marta, "gap", **GAP)
    assert "Ask for it in the next call" not in page(paola, "gap", **GAP)


@pytest.mark.parametrize("wrong", [{"axis": "x"}, {"level": "x"}, {"context": "x"}])
def test_what_is_no_cell_is_not_found(marta, wrong):
    assert marta.get(reverse("models:gap", kwargs=GAP | wrong)).status_code == 404


@pytest.mark.parametrize("outcome", ["x|y", "\0", "Any words that somebody wrote"])
def test_nothing_is_asked_about_an_outcome_that_nobody_has(cast, marta, outcome):
    draft = calls.draft(cast.cohort, cast.people["coordinator"])
    address = reverse("models:gap", kwargs=GAP, query={"outcome": outcome})
    assert marta.get(address).status_code == 404
    assert marta.post(address, {"call": draft.public_id}).status_code == 404
    assert not Criterion.objects.filter(call=draft, gap__level="virtual").exists()


def test_a_draft_is_one_link_from_the_calculator_with_its_numbers(cast, marta):
    draft = calls.draft(cast.cohort, cast.people["coordinator"])
    html = marta.get(reverse("calls:call", args=["it", draft.public_id])).content.decode()

    assert "2 clusters of 2 schools each" in html
    assert "treated=2&amp;comparison=2&amp;schools=2" in html
