"""A coordinator sees at once which clusters need a call, and why; and does something about it."""

import csv
import datetime as dt
import io
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from cordata.clusters.models import Cluster
from cordata.cycles.actions.cycles import set_stage
from cordata.cycles.actions.follow_ups import note_about
from cordata.cycles.models import AlertKind, FollowUp
from cordata.networks.models import Cohort
from cordata.web.coordinating.words import SENTENCES, sentence_of
from tests.cycles.year import activity, ago, cluster_of, goal, moved, with_a_team

MISSED = "2 promised visits did not happen"


@pytest.fixture
def cluster(cast):
    with_a_team(cast)
    cluster = cluster_of(cast)
    for days in (20, 10):
        activity(cluster, days, "not_held")
    return cluster


def page(client, cluster, route="cluster", **more):
    where = {"cc": "it", "cluster": cluster.public_id}
    return client.get(reverse(f"coordinating:{route}", kwargs=where | more))


def do(client, cluster, verb, kind="missed", **sent):
    where = {"cc": "it", "cluster": cluster.public_id, "kind": kind, "verb": verb}
    return client.post(reverse("coordinating:do", kwargs=where), sent, follow=True)


def overview(client):
    return client.get(reverse("networks:overview", args=["it"])).content.decode()


def test_the_overview_names_at_most_three_and_says_how_the_others_are(cast, cluster, marta):
    for letter in "BCDEF":
        more = Cluster.objects.create(
            cohort=cast.cohort, letter=letter, name=letter, opened_on=cluster.opened_on
        )
        activity(more, -2)
        if letter in "BCD":
            activity(more, 20, "not_held")
            activity(more, 9, "not_held")

    html = overview(marta)

    assert "4 clusters would like a call from you" in html
    assert html.count(MISSED) == 3
    assert "The other 2 keep their promises." in html
    assert "See all 6 clusters" in html


def test_clusters_to_call_come_first_each_with_its_reason_and_a_way_to_write(
    cast, cluster, marta
):
    write = reverse("coordinating:write", args=["it", cast.cohort.public_id])
    link = f'href="{write}?cluster={cluster.public_id}"'
    html = overview(marta)
    assert link in html
    assert html.index(link) < html.index("Matching rules")
    assert 'class="lead"' not in html

    week = marta.get(reverse("home:this-week")).content.decode()
    assert "Call cluster A: Valli" in week
    assert f"{MISSED}: " in week
    assert "., 15 minutes" not in week

    do(marta, cluster, "take", owner=_me(cast), planned_on=timezone.localdate())
    week = marta.get(reverse("home:this-week")).content.decode()
    assert "Call cluster A: Valli" not in week
    assert "Call cluster A by" in week


def test_the_cluster_pages_say_where_its_year_stands_and_lead_to_it(cast, cluster, marta):
    pages = [
        marta.get(reverse(route, args=["it", cluster.public_id])).content.decode()
        for route in ("coordinating:cluster", "clusters:coordinate")
    ]
    for html in pages:
        assert 'aria-current="step"' in html
        for route in ("dates:cycle", "clusters:cluster"):
            assert f'href="{reverse(route, args=[cluster.public_id])}"' in html
        assert "Only coordinators can read this page." in html
        assert "Change what our school needs or offers" not in html  # she has no school


def test_a_stage_that_was_set_without_a_reason_has_no_empty_quotes(cast, cluster, marta):
    set_stage(cluster, stage="act", why="", by=cast.people["coordinator"])

    html = marta.get(reverse("dates:cycle", args=[cluster.public_id])).content.decode()

    assert "<q></q>" not in html


def test_a_message_calls_nothing_optional_and_says_what_it_needs(cast, cluster, marta):
    write = reverse("coordinating:write", args=["it", cast.cohort.public_id])

    html = marta.get(write).content.decode()

    assert "(optional)" not in html
    assert "Write it in one language at least." in html


def test_the_overview_counts_the_month_as_the_records_do(cast, cluster, marta):
    now = timezone.now()
    team = cast.people["team"]
    one, other = goal(cast.theirs), goal(cast.theirs, 2)
    moved(one, "part", 0, team)
    moved(other, "trying", 0, team)
    activity(cluster, 0, "well")

    html = overview(marta)

    held = "1 visit or meeting took place"
    assert held in html
    assert "2 goals moved" in html
    assert "1 is part of the work now" in html
    assert f"{now:%Y}" in html


def test_every_kind_of_alert_has_its_sentence(cast, cluster, marta):
    facts = {
        "days": ["2026-02-03"], "visits": True, "weeks": 6, "last": "", "on": "2026-02-03",
        "until": "", "school": "IC Valle Alta", "people": 1, "number": 1, "goal": "Leggere",
    }  # fmt: skip

    said = {kind: sentence_of(kind, facts) for kind in AlertKind}

    assert set(SENTENCES) == set(AlertKind)
    assert said["first"] == (
        "The first visit has not happened; it was promised for 3 February 2026."
    )
    assert said["quiet"] == (
        "Nothing is planned; for 6 weeks nobody has told of a visit or a goal, or written here."
    )
    assert said["head"] == "IC Valle Alta has had no head here since 3 February 2026."
    assert said["goal"].startswith(
        "A goal of IC Valle Alta has not moved for 6 weeks: “Leggere”."
    )
    other = facts | {"visits": False, "last": "2026-02-03", "people": 0, "number": 2}
    other |= {"until": "2026-03-01"}
    assert sentence_of("missed", other).startswith("1 promised activity did not happen")
    assert sentence_of("hardly", other) == "1 activity in a row hardly helped: 3 February."
    assert sentence_of("first", other).startswith("Nothing has taken place yet")
    assert "since 3 February 2026 nobody has told" in sentence_of("quiet", other)
    assert sentence_of("head", other).endswith("from 3 February 2026 to 1 March 2026.")
    assert sentence_of("alone", other) == "Nobody of IC Valle Alta has joined yet."
    assert sentence_of("goal", other).startswith("2 goals have not moved")


def test_the_list_has_who_waits_who_is_looked_after_and_who_keeps_promises(
    cast, cluster, marta
):
    still = Cluster.objects.create(
        cohort=cast.cohort, letter="B", name="Monti", opened_on=cluster.opened_on
    )
    activity(still, -2)
    where = reverse("coordinating:to-call", args=["it"])
    assert MISSED in marta.get(where).content.decode()

    do(marta, cluster, "take", owner=_me(cast), planned_on=timezone.localdate())
    html = marta.get(where).content.decode()

    assert "No cluster waits for a call." in html
    assert "Somebody looks after these" in html
    assert "1 cluster keeps its promises" in html


def _me(cast):
    return cast.people["coordinator"].public_id


def test_what_was_found_and_arrives_twice_is_no_conflict_with_herself(cluster, marta):
    sent = {"found": "Hanno perso la data.", "receipt": str(uuid4())}

    answers = [do(marta, cluster, "resolve", **sent) for _ in range(2)]

    assert [one.status_code for one in answers] == [200, 200]
    assert FollowUp.objects.count() == 1
    other = do(marta, cluster, "resolve", **sent | {"receipt": str(uuid4())})
    assert other.status_code == 409


def test_she_takes_it_reads_it_in_her_week_and_resolves_it(cast, cluster, marta):
    html = do(marta, cluster, "take", owner=_me(cast), planned_on=timezone.localdate())
    assert "It stands in this week until it is resolved." in html.content.decode()
    assert "Call cluster A by" in marta.get(reverse("home:this-week")).content.decode()

    done = do(marta, cluster, "resolve", found="Hanno perso la data.").content.decode()

    assert "It asks again only when something new happens." in done
    assert "Hanno perso la data." in done
    assert MISSED in done  # settled is not kept
    assert "resolved on" in done
    assert "Every promise is kept." not in done


def test_what_is_settled_is_no_kept_promise_anywhere_and_asks_again_when_she_says_so(
    cast, cluster, marta, sign_in
):
    day = timezone.localdate() + dt.timedelta(days=9)
    places = {
        "year": reverse("coordinating:cluster", args=["it", cluster.public_id]),
        "list": reverse("coordinating:to-call", args=["it"]),
        "overview": reverse("networks:overview", args=["it"]),
    }
    seen = reverse("coordinating:seen", args=[cluster.public_id])
    for verb, sent, tag in (
        ("aside", {"until": day, "why": "Vacanze"}, "set aside until"),
        ("resolve", {"found": "Detto"}, "resolved on"),
    ):
        do(marta, cluster, verb, **sent)

        told = {name: marta.get(where).content.decode() for name, where in places.items()}
        assert tag in told["year"]
        assert "Vacanze" in told["year"]  # why, or the notes of before
        assert tag in told["list"]
        assert "Resolved or set aside" in told["list"]
        assert "1 is resolved or set aside." in told["overview"]
        assert not any("keeps its promises" in html for html in told.values())
        assert "Every promise is kept." not in told["year"]
        school = sign_in("team").get(seen).content.decode()
        assert MISSED in school
        assert tag in school
        assert "Vacanze" not in school
        assert "You keep your promises" not in school

        assert "It asks again." in do(marta, cluster, "again").content.decode()
        assert "1 cluster would like a call" in overview(marta)
    said = do(marta, cluster, "again").content.decode()
    assert "This has been settled meanwhile." in said


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"closed_on": dt.date(2026, 6, 30)}, "ended on 30 June 2026. Nothing is asked any"),
        ({"cohort__ends_on": -3}, "Nothing is asked any more."),
        ({"cohort__starts_on": 3}, "Nothing is asked yet."),
    ],
)
def test_a_cluster_that_is_not_at_work_keeps_no_promises_and_breaks_none(
    cast, cluster, marta, sign_in, facts, said
):
    for name, value in facts.items():
        if name == "closed_on":
            Cluster.objects.update(closed_on=value)
        else:
            day = timezone.localdate() + dt.timedelta(days=value)
            Cohort.objects.filter(pk=cast.cohort.pk).update(**{name[8:]: day})

    seen = sign_in("team").get(reverse("coordinating:seen", args=[cluster.public_id]))
    for html in (page(marta, cluster).content.decode(), seen.content.decode()):
        assert said in html
        assert "Every promise is kept" not in html
        assert "You keep your promises" not in html


def test_it_is_set_aside_or_was_settled_meanwhile(cast, cluster, marta):
    day = timezone.localdate()
    assert "Set aside." in do(marta, cluster, "aside", until=day, why="").content.decode()

    FollowUp.objects.all().delete()
    Cluster.objects.get().activities.all().delete()
    for verb, sent in (
        ("take", {"owner": _me(cast), "planned_on": day}),
        ("resolve", {"found": "x"}),
        ("aside", {"until": day}),
    ):
        said = do(marta, cluster, verb, **sent).content.decode()
        assert "This has been settled meanwhile." in said, verb


def test_a_colleague_who_was_faster_is_named(cast, cluster, marta, sign_in):
    day = timezone.localdate()
    do(marta, cluster, "take", owner=_me(cast), planned_on=day)

    later = do(
        sign_in("programme_coordinator"), cluster, "take", owner=_me(cast), planned_on=day
    )

    assert "Coordinator has taken it before you." in later.content.decode()


def test_what_was_typed_stays_when_something_is_missing(cluster, marta):
    answer = do(marta, cluster, "aside", until="2020-01-01", why="Vacanze")

    assert answer.status_code == 422
    html = answer.content.decode()
    assert "Choose a day within the next six months." in html
    assert 'value="Vacanze"' in html


def test_notes_are_read_by_coordinators_and_never_by_the_schools(cast, cluster, marta, sign_in):
    secret = "Preside stanco"
    where = reverse("coordinating:note", args=["it", cluster.public_id])
    assert secret in marta.post(where, {"found": secret}, follow=True).content.decode()
    do(marta, cluster, "take", owner=_me(cast), planned_on=timezone.localdate())

    html = sign_in("team").get(reverse("coordinating:seen", args=[cluster.public_id]))

    assert MISSED in html.content.decode()  # the same words
    assert "Coordinator will call you by" in html.content.decode()
    assert secret not in html.content.decode()
    assert page(sign_in("team"), cluster).status_code == 404


def test_a_cluster_that_keeps_its_promises_reads_so(cast, sign_in):
    with_a_team(cast)
    cluster = cluster_of(cast)

    html = sign_in("team").get(reverse("coordinating:seen", args=[cluster.public_id]))

    assert "You keep your promises; nothing is asked." in html.content.decode()


def test_the_history_is_a_table_that_no_spreadsheet_computes(cast, cluster, marta):
    note_about(cluster, found="=1+1", by=cast.people["coordinator"])
    do(marta, cluster, "resolve", found="Detto")

    text = page(marta, cluster, "notes").content.decode()

    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["What was found"] for row in rows] == ["Detto", "'=1+1"]
    assert rows[0]["Why"].startswith(MISSED)


def test_coordinators_of_another_country_do_not_learn_of_it(cluster, sign_in):
    luka = sign_in("coordinator_elsewhere")

    assert page(luka, cluster).status_code == 404
    assert luka.get(reverse("coordinating:to-call", args=["it"])).status_code == 404
    assert MISSED not in luka.get(reverse("coordinating:to-call", args=["hr"])).content.decode()
    assert do(luka, cluster, "resolve", found="x").status_code == 404


def test_what_was_promised_and_what_happened_stands_in_one_table(cast, cluster, marta):
    activity(cluster, -5)
    activity(cluster, 2)
    activity(cluster, 1, cancelled_at=ago(days=1), cancelled_why="Neve")

    html = page(marta, cluster).content.decode()

    for words in ("planned", "not told yet", "Cancelled: Neve", "It did not take place"):
        assert words in html


def test_an_overview_of_clusters_at_work_keeps_its_budget(
    cluster, marta, django_assert_max_num_queries
):
    overview(marta)  # notes that this browser was seen

    with django_assert_max_num_queries(15):
        assert MISSED in overview(marta)
