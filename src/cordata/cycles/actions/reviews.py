"""Look back on goals, write the term's page together, hand over, note who grew."""

import datetime as dt
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from cordata.accounts.models import User
from cordata.clusters.actions.ending import school_still_at_work, still_at_work
from cordata.clusters.models import Cluster
from cordata.cycles.actions.goals import drop_goal
from cordata.cycles.models import (
    Goal,
    Growth,
    HandOver,
    Review,
    ReviewedGoal,
    TermPage,
    TermVersion,
)
from cordata.cycles.queries.reviews import could_have_grown_from, goals_to_review
from cordata.history.actions import record, sent_by
from cordata.history.queries import was_sent
from cordata.networks.actions.stale import ChangedBySomebody, claim, claim_once
from cordata.networks.models import Participation


class GoalsChanged(Exception):
    """A colleague set or dropped a goal since the page was opened."""


class TakenAlready(Exception):
    """The page is in the coordinator's report; it stays as it is."""


class DidNotGrow(Exception):
    """The school was not accompanied there, does not lead here, or it is noted already."""


@transaction.atomic
def review_goals(
    participation: Participation,
    *,
    held_on: dt.date,
    mentor_there: bool,
    verdicts: Mapping[Goal, tuple[str, str]],
    receipt: UUID | None = None,
    by: User,
) -> Review:
    """Say of each goal whether to keep, change or drop it, in a sentence.

    A goal that is dropped is dropped with that sentence. Sent again with its receipt, it is
    the review that was made first. Raises GoalsChanged.
    """
    school_still_at_work(participation)
    sent = Review.objects.filter(receipt=receipt, participation=participation)
    if receipt and (made := sent.first()):
        return made
    if set(verdicts) != set(goals_to_review(participation)) or not verdicts:
        raise GoalsChanged
    try:
        with transaction.atomic():
            review = Review.objects.create(
                participation=participation, held_on=held_on, mentor_there=mentor_there,
                receipt=receipt, made_by=by,
            )  # fmt: skip
    except IntegrityError:
        return sent.get()  # the same page, sent twice at once
    ReviewedGoal.objects.bulk_create(
        ReviewedGoal(review=review, goal=goal, verdict=verdict, sentence=sentence.strip())
        for goal, (verdict, sentence) in verdicts.items()
    )
    for goal, (verdict, sentence) in verdicts.items():
        if verdict == ReviewedGoal.Verdict.DROP:
            drop_goal(goal, why=sentence.strip(), by=by)
    scope = f"country:{participation.cohort.country_id}"
    record("goals.reviewed", on=review, by=by, scope=scope, concerns=participation.school)
    return review


@transaction.atomic
def write_term(
    cluster: Cluster,
    term: int,
    *,
    moved: str,
    hindered: str,
    ahead: str,
    version: int | None,
    receipt: UUID | None = None,
    by: User,
) -> TermPage:
    """Write the term's page, or write it anew; how it stood before is kept.

    version  the one that was seen; None if nothing was written then
    receipt  of its sending: what is sent twice is one version
    Raises TakenAlready, ChangedBySomebody.
    """
    still_at_work(cluster)
    words = {"moved": moved.strip(), "hindered": hindered.strip(), "ahead": ahead.strip()}
    now = words | {"language": by.language}
    page = TermPage.objects.select_for_update().filter(cluster=cluster, term=term).first()
    if page and receipt and was_sent(page.public_id, receipt):
        return page
    if page is None:
        page = _first(cluster, term, now)
    elif version is None:
        raise ChangedBySomebody(page)
    else:
        if page.taken_at is not None:
            raise TakenAlready
        claim(page, version, **now)
    TermVersion.objects.create(page=page, number=page.version, written_by=by, **words)
    _note(
        "term.written", page, cluster, by, term=term, version=page.version, **sent_by(receipt)
    )
    return page


def _first(cluster: Cluster, term: int, words: Mapping[str, str]) -> TermPage:
    try:
        with transaction.atomic():
            return TermPage.objects.create(cluster=cluster, term=term, **words)
    except IntegrityError as faster:
        now = TermPage.objects.get(cluster=cluster, term=term)
        raise ChangedBySomebody(now) from faster


@transaction.atomic
def take_term(page: TermPage, *, version: int, by: User) -> None:
    """The coordinator's report takes the page as it stands: from now on it stays so.

    Raises ChangedBySomebody, TakenAlready.
    """
    if TermPage.objects.get(pk=page.pk).taken_at is not None:
        raise TakenAlready
    mine = TermPage.objects.filter(pk=page.pk, version=version, taken_at=None)
    if not mine.update(taken_at=timezone.now()):
        raise ChangedBySomebody(TermPage.objects.get(pk=page.pk))
    _note("term.taken", page, page.cluster, by, version=version)


@transaction.atomic
def give_back_term(page: TermPage, *, by: User) -> None:
    """The cluster may write on it again."""
    TermPage.objects.filter(pk=page.pk).update(taken_at=None)
    _note("term.given_back", page, page.cluster, by)


@transaction.atomic
def hand_over(
    cluster: Cluster,
    participation: Participation | None,
    *,
    stays: str,
    keeper: str,
    passed_on: str,
    version: int | None,
    receipt: UUID | None = None,
    by: User,
) -> HandOver:
    """What stays, who keeps it, what we pass on: of one school, or of the whole cluster.

    receipt  of its sending: what is sent twice is written once
    Raises ChangedBySomebody.
    """
    words: dict[str, Any] = {
        "stays": stays.strip(),
        "keeper": keeper.strip(),
        "passed_on": passed_on.strip(),
        "written_by": by,
        "written_at": timezone.now(),
    }
    found = HandOver.objects.filter(cluster=cluster, participation=participation).first()
    if found is None:
        try:
            with transaction.atomic():
                found = HandOver.objects.create(
                    cluster=cluster, participation=participation, **words
                )
        except IntegrityError as faster:
            now = HandOver.objects.get(cluster=cluster, participation=participation)
            raise ChangedBySomebody(now) from faster
    elif not claim_once(found, version or 0, receipt, **words):
        return found
    _note("handover.written", found, cluster, by, **sent_by(receipt))
    return found


@transaction.atomic
def note_growth(participation: Participation, grew_from: Participation, *, by: User) -> Growth:
    """The school that leads here was accompanied there. Raises DidNotGrow."""
    if grew_from not in could_have_grown_from(participation):
        raise DidNotGrow
    growth = Growth.objects.create(
        participation=participation, grew_from=grew_from, noted_by=by
    )
    scope, school = f"country:{participation.cohort.country_id}", participation.school
    facts = {"grew_from": grew_from.public_id}
    record("school.grew", on=participation, by=by, scope=scope, concerns=school, **facts)
    return growth


def _note(verb: str, thing: Any, cluster: Cluster, by: User, **facts: Any) -> None:
    record(verb, on=thing, by=by, scope=f"country:{cluster.cohort.country_id}", **facts)
