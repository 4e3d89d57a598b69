"""From an entry to the public: in words of its own, after one reading, without names."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from cordata.cycles import rules
from cordata.cycles.actions import diary, posts
from cordata.cycles.models import DiaryEntry, PublicPost
from cordata.cycles.queries.asked import POST, asked_of_coordinators
from cordata.cycles.queries.diary import (
    post_of,
    posts_reviewed_by,
    public_posts,
)
from cordata.kit.lines import read
from tests import factories as make
from tests.kit.test_pictures import SMALL_PNG


@pytest.fixture
def entry(year, anna):
    return diary.write_entry(
        year.theirs, year.cluster, kind="learning", text="Oggi Team ha letto",
        happened_on=dt.date(2026, 11, 20), readers="cluster", upload=("a.png", SMALL_PNG), by=anna,
    )  # fmt: skip


def propose(entry, anna, **facts):
    given = {"title": "Leggere", "text": "Si legge.", "with_picture": False, "consent": ""}
    return posts.propose_post(entry, **given | facts, by=anna)


def waiting(person):
    return [one.place for one in read(asked_of_coordinators(person)) if one.kind == POST]


def test_it_is_public_only_after_the_coordinator_read_it(entry, anna, marta):
    post = propose(entry, anna)
    assert not public_posts().exists()
    assert waiting(marta) == ["IT"]
    posts.approve_post(post, by=marta)
    assert list(public_posts()) == [post]
    assert waiting(marta) == []
    with pytest.raises(posts.DecidedAlready):
        posts.approve_post(post, by=marta)


def test_it_comes_back_with_the_reason_and_may_be_proposed_again(entry, anna, marta):
    post = propose(entry, anna)
    with pytest.raises(diary.ProposedAlready):
        propose(entry, anna)
    posts.return_post(post, reason="Troppo lungo", by=marta)
    assert post_of(entry).reason == "Troppo lungo"
    second = propose(entry, anna, text="Breve.")
    assert post_of(entry) == second
    posts.approve_post(second, by=marta)
    posts.return_post(second, reason="Una famiglia lo chiede", by=marta)  # also when public
    assert not public_posts().exists()


def test_a_coordinator_who_works_in_the_school_does_not_decide(year, entry, anna, marta):
    post = propose(entry, anna)
    assert rules.may_decide_post(marta, post)
    make.role(marta, "head", "school", year.theirs.school.public_id)
    marta = type(marta).objects.get(pk=marta.pk)
    assert not rules.may_decide_post(marta, post)
    assert not posts_reviewed_by(marta).exists()


def test_the_rule_and_the_query_agree_on_who_decides(year, entry, anna):
    post = propose(entry, anna)
    deciding = set()
    for name, person in year.people.items():
        if person:
            may = rules.may_decide_post(person, post)
            assert posts_reviewed_by(person).filter(pk=post.pk).exists() == may, name
            deciding |= {name} if may else set()
    assert deciding == {"coordinator", "programme_coordinator"}


@pytest.mark.parametrize("words", [{"title": "Con  HEAD ieri"}, {"text": "Grazie, head!"}])
def test_words_that_name_somebody_of_the_school_are_not_taken(entry, anna, words):
    with pytest.raises(posts.NamesSomebody) as named:
        propose(entry, anna, **words)
    assert named.value.names == ["Head"]
    assert not PublicPost.objects.exists()


def test_a_picture_needs_an_answer_about_the_pupils_in_it(year, entry, anna):
    with pytest.raises(posts.NoConsent):
        propose(entry, anna, with_picture=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        PublicPost.objects.create(entry=entry, title="a", text="b", with_picture=True)
    post = propose(entry, anna, with_picture=True, consent="nobody")
    assert (post.with_picture, post.consent) == (True, "nobody")
    bare = DiaryEntry.objects.create(
        participation=year.theirs, cluster=year.cluster, kind="action", text="x",
        happened_on=dt.date(2026, 11, 20),
    )  # fmt: skip
    assert propose(bare, anna, with_picture=True).with_picture is False


def test_the_picture_that_was_approved_is_not_exchanged(entry, anna):
    propose(entry, anna, with_picture=True, consent="nobody")
    with pytest.raises(diary.ProposedAlready):
        diary.change_entry(
            entry, kind="action", text="x", happened_on=entry.happened_on, readers="cluster",
            video="", goal=None, activity=None, upload=("b.png", SMALL_PNG), version=1, by=anna,
        )  # fmt: skip


def test_the_school_takes_it_back_also_with_the_entry(entry, anna, marta):
    first = propose(entry, anna)
    posts.take_back_post(first, by=anna)
    with pytest.raises(posts.DecidedAlready):
        posts.take_back_post(first, by=anna)
    second = propose(entry, anna)
    posts.approve_post(second, by=marta)
    diary.take_out(entry, by=anna)
    assert not public_posts().exists()
    with pytest.raises(diary.TakenOut):
        propose(entry, anna)


def test_a_country_shows_its_own(year, entry, anna, marta):
    posts.approve_post(propose(entry, anna), by=marta)
    assert public_posts(year.cohort.country).count() == 1
    assert not public_posts(make.country("HR")).exists()
