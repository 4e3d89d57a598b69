"""Talk: posts of a cluster, sent once, edited while young, taken back; who hears of them how."""

import datetime as dt
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from cordata.accounts.models import User
from cordata.clusters.actions.founding import found_cluster
from cordata.cycles import rules
from cordata.cycles.actions import talk as actions
from cordata.cycles.actions.activities import NotInTheCluster
from cordata.cycles.models import Listener, Post
from cordata.cycles.queries import talk as queries
from cordata.history.models import Entry
from cordata.notices.actions import send_due_letters
from cordata.notices.models import Letter
from tests import cast as casting
from tests import factories as make


@pytest.fixture
def cast(db):
    return casting.gather()


@pytest.fixture
def cluster(cast):
    marta = cast.people["coordinator"]
    return found_cluster(cast.cohort, cast.leading, [cast.theirs], name="Valli", by=marta)


@pytest.fixture
def thread(cast, cluster):
    return begun(cluster, cast.people["mentor_team"])


def begun(cluster, by, **facts):
    given = {"title": "Robot in classe", "text": "Quando *venite*?", "language": "it"} | facts
    return actions.start_thread(cluster, by=by, **given)


def said(thread, by, text="Martedì", **facts):
    return actions.answer(thread, text=text, language="it", by=by, **facts)


def test_a_thread_begins_with_a_post_in_the_words_of_its_writer(cast, thread):
    post = thread.posts.get()

    assert (post.text, post.language, post.school) == ("Quando *venite*?", "it", cast.leading)
    assert post.html == "<p>Quando <em>venite</em>?</p>\n"
    assert thread.moved_at <= post.written_at
    verbs = Entry.objects.filter(verb__in=["thread.started", "post.written"])
    assert [one.scope for one in verbs] == ["country:IT", "country:IT"]


def test_lines_stay_lines_and_nothing_in_a_post_can_run(cast, thread):
    post = said(thread, cast.people["team"], "uno\ndue <script>x</script> [a](javascript:x)")

    assert "uno<br>\ndue" in post.html
    assert "<script" not in post.html
    assert "href" not in post.html


def test_a_coordinator_speaks_for_no_school(cast, thread):
    assert said(thread, cast.people["coordinator"]).school is None


def test_an_answer_moves_its_thread_to_the_top(cast, cluster, thread):
    newer = begun(cluster, cast.people["team"], title="Visita")
    reader = cast.people["head"]
    assert list(queries.threads_of(cluster, reader)) == [newer, thread]

    said(thread, cast.people["team"])

    first, second = queries.threads_of(cluster, reader)
    assert (first.pk, first.posts_now, first.news, first.last_by) == (thread.pk, 2, 2, "Team")
    assert (second.pk, second.posts_now) == (newer.pk, 1)


def test_one_sending_is_one_post_however_often_it_comes(cast, cluster, thread):
    team, receipt = cast.people["team"], uuid4()
    once = said(thread, team, receipt=receipt)
    assert said(thread, team, "andere woorden", receipt=receipt) == once
    assert thread.posts.count() == 2

    first = begun(cluster, team, title="Visita", receipt=(other := uuid4()))
    assert begun(cluster, team, title="Visita", receipt=other) == first
    assert cluster.threads.count() == 2

    with pytest.raises(actions.NotYours):
        said(thread, cast.people["head"], receipt=receipt)
    assert said(thread, team) != said(thread, team)  # two sendings without one are two


def test_the_database_itself_refuses_a_receipt_twice_and_a_post_without_words(cast, thread):
    post = said(thread, cast.people["team"], receipt=uuid4())
    for wrong in (
        {"receipt": post.receipt, "text": "x"},
        {"text": ""},
        {"text": "x", "withdrawn_at": timezone.now()},
    ):
        facts = {"thread": thread, "written_by": post.written_by, "language": "it"} | wrong
        with pytest.raises(IntegrityError), transaction.atomic():
            Post.objects.create(written_at=timezone.now(), **facts)


def test_the_loser_of_a_race_gets_the_post_of_the_winner(cast, cluster, thread, monkeypatch):
    team, receipt = cast.people["team"], uuid4()
    won = said(thread, team, receipt=receipt)
    looked = iter([None, won, None, won, None, None])
    monkeypatch.setattr(actions, "_sent_before", lambda *_: next(looked))

    assert said(thread, team, receipt=receipt) == won
    assert begun(cluster, team, receipt=receipt) == thread
    with pytest.raises(actions.NotYours):  # refused for another reason
        said(thread, team, receipt=receipt)


def test_a_post_is_edited_for_a_quarter_of_an_hour_and_says_so(cast, thread):
    post = said(thread, cast.people["team"])
    actions.edit_post(post, text=" Mercoledì ", by=post.written_by)
    post.refresh_from_db()
    assert (post.text, post.html, bool(post.edited_at)) == (
        "Mercoledì",
        "<p>Mercoledì</p>\n",
        True,
    )

    Post.objects.filter(pk=post.pk).update(
        written_at=timezone.now() - dt.timedelta(minutes=16), edited_at=None
    )
    with pytest.raises(actions.TooLate):
        actions.edit_post(post, text="x", by=post.written_by)


def test_taken_back_the_words_are_gone_and_a_line_stays(cast, cluster, thread):
    actions.choose_hearing(thread, hears="at_once", by=cast.people["head"])
    post = said(thread, cast.people["team"])
    assert Letter.objects.filter(about=post.public_id, withdrawn_at=None).count() == 1

    actions.withdraw_post(post, by=post.written_by)

    post.refresh_from_db()
    assert (post.text, post.html) == ("", "")
    assert list(queries.posts_of(thread))[-1]["public_id"] == post.public_id
    assert not Letter.objects.filter(about=post.public_id, withdrawn_at=None).exists()
    assert queries.news_in(cluster, cast.people["head"]) == 1  # the first post only
    for again in (actions.withdraw_post, lambda *a, **k: actions.edit_post(*a, text="x", **k)):
        with pytest.raises(actions.Withdrawn):
            again(post, by=post.written_by)


def test_a_cluster_at_its_end_is_read_and_not_answered(cast, cluster, thread):
    cluster.closed_on = timezone.localdate()
    cluster.save()

    with pytest.raises(actions.ThreadClosed):
        said(thread, cast.people["team"])
    with pytest.raises(actions.ThreadClosed):
        begun(cluster, cast.people["team"])
    assert queries.threads_seen_by(cast.people["team"]).contains(thread)


def test_only_schools_of_the_cluster_are_asked(cast, thread):
    with pytest.raises(NotInTheCluster):
        said(thread, cast.people["team"], asks=cast.others)


def test_what_is_new_is_what_others_said_since_i_looked(cast, cluster, thread):
    team, head = cast.people["team"], cast.people["head"]
    seen = said(thread, team)
    assert queries.news_in(cluster, head) == 2
    assert queries.news_in(cluster, team) == 1

    actions.mark_read(thread, read_to=seen.pk, by=head)
    actions.mark_read(thread, read_to=seen.pk - 1, by=head)  # an older page, opened later
    assert queries.news_in(cluster, head) == 0
    said(thread, team)
    assert queries.news_in(cluster, head) == 1


def test_who_writes_follows_in_the_weekly_letter_unless_they_chose(cast, cluster, thread):
    marta, team, head = (cast.people[name] for name in ("coordinator", "team", "head"))
    assert queries.hears(queries.listener_of(thread, head), is_member=True) == "weekly"
    assert queries.hears(queries.listener_of(thread, marta), is_member=False) == "never"

    said(thread, marta)
    assert queries.hears(queries.listener_of(thread, marta), is_member=False) == "weekly"
    actions.choose_hearing(thread, hears="never", by=team)
    said(thread, team)
    assert queries.listener_of(thread, team).hears == "never"


def test_nobody_gets_a_letter_at_once_who_did_not_ask_for_it(cast, thread):
    said(thread, cast.people["team"])
    assert not Letter.objects.filter(purpose="talk").exists()


def test_letters_at_once_thread_in_mail_programs_and_each_has_its_own_address(
    cast, cluster, settings, mailoutbox
):
    settings.REPLY_DOMAIN = "reply.example.org"
    team, head, lead = (cast.people[name] for name in ("team", "head", "mentor_team"))
    head.language = "it"
    head.save()
    thread = begun(cluster, lead)
    for person in (team, head):
        actions.choose_hearing(thread, hears="at_once", by=person)
    Letter.objects.all().delete()

    said(thread, lead, "Portate il *piano* 100 %")
    said(thread, team, "Sì")
    assert Letter.objects.count() == 3  # never to who wrote
    send_due_letters()

    mails = {(mail.to[0], mail.body.count("Sì")): mail for mail in mailoutbox}
    first, second = mails[head.email, 0], mails[head.email, 1]
    root = f"<{thread.public_id}@localhost>"
    for mail in (first, second):
        sent = mail.message()
        assert (sent["References"], sent["In-Reply-To"]) == (root, root)
        assert sent["Subject"] == "Re: Robot in classe"
        assert sent["Auto-Submitted"] == "auto-generated"
        assert mail.reply_to == [
            f"reply+{queries.listener_of(thread, head).token}@reply.example.org"
        ]
        assert mail.body.startswith("##- ")
    assert first.message()["Message-ID"] != second.message()["Message-ID"]
    assert "Portate il *piano* 100 %" in first.body
    assert f"/it/talk/{thread.public_id}/" in first.body
    assert first.from_email.startswith("Mentor Team ")
    assert mails[team.email, 0].reply_to != first.reply_to


def test_without_a_domain_for_answers_the_letter_asks_to_answer_on_the_page(cast, cluster):
    thread = begun(cluster, cast.people["mentor_team"])
    actions.choose_hearing(thread, hears="at_once", by=cast.people["team"])
    said(thread, cast.people["mentor_team"])

    letter = Letter.objects.get(purpose="talk")
    assert letter.reply_to == ""
    assert "not to this letter" in letter.body
    assert "##-" not in letter.body


def test_the_first_post_has_its_bare_title_and_those_who_left_hear_no_more(
    cast, cluster, thread
):
    actions.choose_hearing(thread, hears="at_once", by=cast.people["team"])
    first = Letter.objects.filter(purpose="talk").first()
    assert first is None
    cast.theirs.memberships.update(until=timezone.localdate())
    said(thread, cast.people["mentor_team"])
    assert not Letter.objects.filter(purpose="talk").exists()


def test_a_school_that_was_asked_is_reminded_after_two_days_until_it_answers(cast, thread):
    team, lead = cast.people["team"], cast.people["mentor_team"]
    question = said(thread, lead, asks=cast.theirs)
    schools = [cast.theirs.pk]
    later = timezone.now() + dt.timedelta(days=2, minutes=1)

    assert not queries.questions_to(schools, timezone.now())
    assert list(queries.questions_to(schools, later)) == [question]
    assert not queries.questions_to([cast.leading.pk], later)
    said(thread, cast.people["coordinator"])  # not their school
    assert list(queries.questions_to(schools, later)) == [question]
    answer = said(thread, team)
    assert not queries.questions_to(schools, later)
    actions.withdraw_post(answer, by=team)
    assert list(queries.questions_to(schools, later)) == [question]
    cast.theirs.memberships.update(until=timezone.localdate())
    assert not queries.questions_to(schools, later)


def test_rules_and_queries_agree_on_who_talks(cast, cluster, thread):
    post = said(thread, cast.people["team"])
    found_cluster(
        make.cohort(name="2027/28"),
        make.mentor(make.cohort(name="2027/28")),
        [make.mentee(make.cohort(name="2027/28"))],
        name="Altri",
        by=cast.people["coordinator"],
    )
    for person in User.objects.all():
        may = rules.may_talk(person, cluster)
        assert queries.threads_seen_by(person).contains(thread) == may
        assert queries.posts_seen_by(person).contains(post) == may
        assert rules.may_change_post(person, post) == (person == post.written_by)
    assert {name for name, who in cast.people.items() if who and rules.may_talk(who, cluster)} == {
        "team", "head", "mentor_team",
    }  # fmt: skip


def test_nobody_guesses_an_address(cast, thread):
    said(thread, cast.people["team"])
    tokens = set(Listener.objects.values_list("token", flat=True))
    assert len(tokens) == 2
    assert all(len(token) == 32 for token in tokens)
