"""The mid-term review through its page."""

import re
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from cordata.cycles.models import Review


def test_goals_go_on_or_end_and_the_cluster_reads_why(cast, cluster, team, mentor, agree):
    kept, dropped = agree("Leggere"), agree("Contare")
    page = reverse("reviews:midterm", args=[cast.theirs.public_id])
    html = team.get(page).content.decode()
    receipt = re.search(r'name="receipt"[^>]* value="([^"]+)"', html)[1]
    facts = {
        "receipt": receipt, "held_on": "2026-11-20", "mentor_there": "on",
        f"verdict_{kept.public_id}": "change", f"sentence_{kept.public_id}": "Solo in prima",
        f"verdict_{dropped.public_id}": "drop", f"sentence_{dropped.public_id}": "È troppo",
    }  # fmt: skip
    half = team.post(page, facts | {f"sentence_{kept.public_id}": ""})
    assert half.status_code == 422
    assert "È troppo" in half.content.decode()
    for _time in range(2):
        assert team.post(page, facts).status_code == 302
    assert Review.objects.count() == 1
    other = facts | {f"sentence_{kept.public_id}": "Anche in seconda"}
    del other[f"verdict_{dropped.public_id}"]  # it has ended, and is not asked for again
    assert team.post(page, other).status_code == 302
    assert Review.objects.count() == 2
    dropped.refresh_from_db()
    assert dropped.dropped_why == "È troppo"
    html = mentor.get(reverse("cycles:goal", args=[kept.public_id])).content.decode()
    assert "Solo in prima" in html
    assert "with the mentor school" in html
    assert "Solo in prima" in team.get(page).content.decode()


def test_nobody_has_talked_on_a_day_to_come(cast, cluster, team, agree):
    goal = agree("Leggere")
    page = reverse("reviews:midterm", args=[cast.theirs.public_id])
    tomorrow = timezone.localdate() + timedelta(days=1)
    answer = team.post(
        page,
        {
            "held_on": str(tomorrow),
            f"verdict_{goal.public_id}": "keep",
            f"sentence_{goal.public_id}": "Va bene",
        },
    )
    assert answer.status_code == 422
    html = answer.content.decode()
    assert "This day is still to come." in html
    assert "Va bene" in html
    assert not Review.objects.exists()


def test_without_goals_there_is_nothing_to_review(cast, cluster, team):
    page = reverse("reviews:midterm", args=[cast.theirs.public_id])
    assert "There is no goal to review yet." in team.get(page).content.decode()
    assert team.post(page, {"held_on": "2026-11-20"}).status_code == 409


def test_the_plan_links_to_it_once_there_are_goals(cast, cluster, team, agree):
    plan = reverse("cycles:plan", args=[cast.theirs.public_id])
    link = reverse("reviews:midterm", args=[cast.theirs.public_id])
    assert link not in team.get(plan).content.decode()
    agree("Leggere")
    assert link in team.get(plan).content.decode()
