"""Accept, decline, perhaps, another day: what calendar programs mail back, as a school's answer."""

import datetime as dt

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from cordata.accounts.models import User
from cordata.accounts.queries import person_with_email
from cordata.clusters.rules import may_enter
from cordata.cycles.actions.activities import NotInTheCluster, ToldAlready
from cordata.cycles.actions.dates import TooLate, answer_activity
from cordata.cycles.actions.sending_back import AUTOMATIC, Became, about, is_from, send_back
from cordata.cycles.models import MOST_CHARACTERS, Activity, Answer
from cordata.cycles.queries.addresses import page_of
from cordata.cycles.queries.answers import school_of, token_for
from cordata.cycles.queries.zones import written, zones_of
from cordata.history.actions import record
from cordata.kit.incoming import Incoming
from cordata.kit.itip import Reply, read_reply
from cordata.networks.models import Participation
from cordata.notices.actions import write_letter
from cordata.notices.models import Letter

SAYS = {
    "ACCEPTED": Answer.Says.YES,
    "DECLINED": Answer.Says.NO,
    "TENTATIVE": Answer.Says.MAYBE,
}
MOST_SENTENCE = 300


@transaction.atomic
def take_answer(mail: Incoming, activity: Activity, person: User, *, by: None = None) -> Became:
    """Take in a mail to the address that was made for ``person`` and this date.

    A button of a calendar program is the school's answer; words go to whoever planned it.
    by  nobody of ours: whoever the address was made for
    """
    del by
    reply = read_reply(mail.calendar)
    if reply is None and mail.is_automatic:
        return Became.MACHINE
    school = school_of(person, activity)
    if not is_from(mail, person):
        return _back(mail, activity, person, Became.STRANGER)
    if school is None or not person.is_active:
        return _back(mail, activity, person, Became.OUTSIDE)
    became = (
        _answer(mail, reply, activity, person, school)
        if reply
        else _pass_on(mail, activity, person, school, mail.text)
    )
    silent = {Became.ANSWERED, Became.TOLD, Became.AGAIN}
    return became if became in silent else _back(mail, activity, person, became)


def _answer(
    mail: Incoming, reply: Reply, activity: Activity, person: User, school: Participation
) -> Became:
    says = _says(reply, person)
    if says is None:
        return Became.STRANGER
    words = reply.words or (mail.text if "microsoft" in reply.program.lower() else "")
    sentence = _sentence(reply, words, activity, person, school)
    is_other_day = says == Answer.Says.OTHER_DAY
    if (
        reply.uid != f"{activity.public_id}@cordata"
        or not says
        or (is_other_day and not sentence)
    ):
        return Became.UNREAD
    said_at = min(reply.stamped_at, timezone.now())  # a clock that is fast wins over nobody
    if why := _out_of_date(reply, activity, school, (said_at, person.pk, says)):
        return why
    try:
        answer_activity(
            activity,
            school,
            says=says,
            sentence=sentence[:MOST_SENTENCE],
            said_at=said_at,
            by=person,
        )
    except (ToldAlready, TooLate, NotInTheCluster):
        return Became.OVER
    if is_other_day or len(sentence) > MOST_SENTENCE:
        _pass_on(mail, activity, person, school, f"{Answer.Says(says).label}: {sentence}")
    return Became.ANSWERED


def _says(reply: Reply, person: User) -> str | None:
    """What this person pressed; None if the answer is another person's, "" if it says nothing."""
    for address, status in reply.said.items():
        known = person_with_email(address)
        if known is not None and known.pk == person.pk:
            return Answer.Says.OTHER_DAY if reply.method == "COUNTER" else SAYS.get(status, "")
    return None


def _sentence(
    reply: Reply, words: str, activity: Activity, person: User, school: Participation
) -> str:
    """In front of the words of who proposes another time, that time."""
    if reply.method != "COUNTER" or reply.starts_at is None:
        return words
    country = activity.cluster.cohort.country
    theirs = zones_of([school.school.country]).get(school.school.country, "")
    with translation.override(person.language):
        when = written(reply.starts_at, country.time_zone, theirs)
    return f"{when}. {words}" if words else when


def _out_of_date(
    reply: Reply,
    activity: Activity,
    school: Participation,
    said: tuple[dt.datetime, int, str],
) -> Became | None:
    """Whether it came before, answers a date that is no longer, or the school has said another.

    An answer carries the moment when it was given, so that mails may come in any order.
    said  when, by whom and what
    """
    given = activity.answers.select_for_update().filter(participation=school).first()
    if given and (given.answered_at, given.answered_by_id, given.says) == said:
        return Became.AGAIN
    is_another = reply.starts_at != activity.starts_at.replace(microsecond=0)
    is_older = reply.sequence < activity.sequence
    if reply.method == "REPLY" and (is_another if reply.starts_at else is_older):
        return Became.MOVED
    if given and given.starts_at == activity.starts_at and said[0] <= given.answered_at:
        return Became.OVERTAKEN
    return None


def _pass_on(
    mail: Incoming, activity: Activity, person: User, school: Participation, words: str
) -> Became:
    """A letter to whoever planned it; addresses are passed on to nobody."""
    planner = activity.planned_by
    if Letter.objects.filter(about=about(mail)).exists():
        return Became.AGAIN
    if not words or len(words) > MOST_CHARACTERS:
        return Became.UNREAD
    if planner is None or not planner.is_active or not may_enter(planner, activity.cluster):
        return Became.UNREAD
    with translation.override(planner.language):
        title = _title(activity)
        write_letter(
            to=planner.email,
            person=planner,
            language=planner.language,
            subject=f"Re: {title}",
            body=_(
                "Hello,\n\n%(name)s (%(school)s) wrote about “%(title)s”:\n\n%(words)s\n\n"
                "Everything about it: %(address)s"
            )
            % {
                "name": person.name,
                "school": school.school.name,
                "title": title,
                "words": words,
                "address": page_of(planner.language, f"activities/{activity.public_id}/"),
            },
            purpose="date_words",
            about=about(mail),
            reply_to="",
            headers=dict(AUTOMATIC),
            by=person,
        )
    record("activity.words_passed_on", on=activity, by=person, concerns=planner)
    return Became.TOLD


def _title(activity: Activity) -> str:
    """School visit, Tue 24 November 2026, 10:00: as the letters about it say."""
    when = written(activity.starts_at, activity.cluster.cohort.country.time_zone, "")
    return f"{activity.get_kind_display()}, {when}"


def _back(mail: Incoming, activity: Activity, person: User, why: Became) -> Became:
    return send_back(
        mail, why, person=person, on=activity, reason=lambda: _reason(why, activity, person)
    )


def _reason(why: Became, activity: Activity, person: User) -> str:
    language = translation.get_language() or "en"
    facts = {
        "title": _title(activity),
        "address": page_of(language, f"come/{token_for(activity, person)}/"),
    }
    return {
        Became.OUTSIDE: _(
            "Hello,\n\nyour answer to “%(title)s” was not counted: your school is no longer in this "
            "cluster, or you are no longer in its team."
        ),
        Became.MOVED: _(
            "Hello,\n\nyour answer to “%(title)s” was not counted: the date was changed after you "
            "were asked. Please answer here to the new one:\n%(address)s"
        ),
        Became.OVER: _(
            "Hello,\n\nyour answer to “%(title)s” was not counted: it has begun already, or was "
            "cancelled:\n%(address)s"
        ),
        Became.OVERTAKEN: _(
            "Hello,\n\nyour answer to “%(title)s” was not counted: your school has given a newer "
            "one. You can see and change it here:\n%(address)s"
        ),
        Became.UNREAD: _(
            "Hello,\n\nwe could not read your answer to “%(title)s”. Please give it here:\n"
            "%(address)s"
        ),
    }[why] % facts
