"""The menu of a school, and the bar that its phones have at hand on every page."""

import re

import pytest
from django.urls import reverse

from cordata.clusters.actions.ending import end_cluster
from cordata.clusters.models import Cluster
from tests.cycles.year import cluster_of


def bar_of(html):
    found = re.search(r'<nav class="tabbar".*?</nav>', html, re.DOTALL)
    return found.group() if found else ""


def words_of(html):
    return [one.strip() for one in re.findall(r"</svg>([^<]+)</a>", bar_of(html))]


def test_a_school_team_has_its_areas_and_four_words_at_hand(cast, sign_in):
    cluster_of(cast)
    html = sign_in("team").get(reverse("home:this-week")).content.decode()
    menu = re.search(r'<nav class="mainnav".*?</nav>', html, re.DOTALL).group()
    assert re.findall(r">([^<]+)</a>", menu) == [
        "This week", "Our cluster", "Self-assessment", "Our school", "Practices",
    ]  # fmt: skip
    assert words_of(html) == ["This week", "Goals", "Talk", "Practices"]
    assert bar_of(html).count("aria-current") == 1


@pytest.mark.parametrize("name", ["coordinator", "researcher", "teacher", "policy_maker"])
def test_nobody_else_has_the_bar(cast, sign_in, name):
    assert not bar_of(sign_in(name).get(reverse("practices:list")).content.decode())


@pytest.mark.parametrize(
    ("where", "route"),
    [("cluster", "clusters:cluster"), ("talk", "talk:threads"), ("goals", "cycles:plan")],
)
def test_each_word_leads_to_where_the_school_is_tied_in(cast, sign_in, where, route):
    team = sign_in("team")
    address = reverse("schools:now", args=[where])
    assert team.get(address).url == reverse("schools:ours")  # tied in nowhere yet

    cluster = cluster_of(cast)
    there = cast.theirs.public_id if where == "goals" else cluster.public_id
    page = reverse(route, args=[there])
    assert team.get(address).url == page
    html = team.get(page).content.decode()
    assert f'<a href="{address}" aria-current="page">' in html

    end_cluster(cluster, version=cluster.version, by=cast.people["coordinator"])
    assert Cluster.objects.get().closed_on
    assert team.get(address).url == page  # its last one is still read


def test_files_are_of_the_cluster_and_no_talk(cast, sign_in):
    page = reverse("talk:files", args=[cluster_of(cast).public_id])
    html = sign_in("team").get(page).content.decode()
    assert "aria-current" not in bar_of(html)
    assert f'<a href="{reverse("schools:now", args=["cluster"])}" aria-current="page">' in html


def test_there_is_no_other_way(cast, sign_in):
    assert sign_in("team").get(reverse("schools:now", args=["elsewhere"])).status_code == 404
