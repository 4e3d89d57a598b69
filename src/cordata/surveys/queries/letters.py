"""Letters about rounds: the reminder with words to pass on, the letter of a wave."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from cordata.accounts.models import User
from cordata.analysis.forms.definition import in_language
from cordata.kit.days import day
from cordata.networks.models import Cohort
from cordata.surveys.models import Invited, Round, Wave
from cordata.surveys.queries.answering import zone_of
from cordata.surveys.queries.forms import form_of


@dataclass(frozen=True)
class Letter:
    """What one reader gets."""

    subject: str
    body: str


def link_of(invited: Invited) -> str:
    """The address that a voice is given. It speaks the language of whoever opens it."""
    return f"{settings.PUBLIC_ADDRESS}/a/{invited.token}/"


def page_of(round_: Round, language: str) -> str:
    """Where the school sees how many have answered."""
    return f"{settings.PUBLIC_ADDRESS}/{language}/school/self-assessment/{round_.public_id}/"


def with_voices(rounds: QuerySet[Round]) -> QuerySet[Round]:
    """Read the links of many rounds in one query, for many letters."""
    return rounds.prefetch_related("invited")


def first_day(round_: Round) -> str:
    """The first day on which answers are taken, in the country's zone."""
    return day(timezone.localtime(round_.opens_at, _zone(round_)))


def last_day(round_: Round) -> str:
    """The last day on which answers are taken, in the country's zone."""
    return day(timezone.localtime(round_.closes_at, _zone(round_)))


def _zone(round_: Round) -> ZoneInfo:
    return ZoneInfo(zone_of(round_.pk))


def words_to_pass_on(round_: Round) -> str:
    """A ready text for the people of a school, in the language of the page."""
    voices = sorted(round_.invited.all(), key=lambda one: one.pk)  # may be read already
    lines = "\n".join(f"{one.get_voice_display()}: {link_of(one)}" for one in voices)
    return _words(lines, last_day(round_))


def words_of_reminders(wave: Wave, voices: Iterable[str]) -> str:
    """The same without links, for whoever reminds all schools and may not answer for one."""
    lines = "\n".join(f"{voice}: {settings.PUBLIC_ADDRESS}/a/…/" for voice in voices)
    zone = ZoneInfo(wave.cohort.country.time_zone)
    return _words(lines, day(timezone.localtime(wave.closes_at, zone)))


def _words(lines: str, last: str) -> str:
    return _(
        "Dear all,\n\nsome of you have not answered yet, and nobody can see who. It takes "
        "about twelve minutes, on any device, without an account. Nobody's name is asked.\n\n"
        "%(links)s\n\nThe last day is %(day)s. If you have answered: thank you."
    ) % {"links": lines, "day": last}


def reminder_for(round_: Round, reader: User) -> Letter:
    """The one reminder of a round, in the reader's language."""
    with translation.override(reader.language):
        facts = {
            "who": round_.of_whom,
            "day": last_day(round_),
            "text": words_to_pass_on(round_),
            "address": page_of(round_, reader.language),
        }
        return Letter(
            _("Please pass on: answers are welcome until %(day)s") % facts,
            _(
                "Answers for %(who)s are taken until %(day)s. This is the only reminder that "
                "Cordata writes. Please pass the following text on.\n\n---\n\n%(text)s\n\n---\n\n"
                "How many have answered: %(address)s"
            )
            % facts,
        )


def wave_letter_for(round_: Round, reader: User) -> Letter:
    """A coordinator asks all schools: what the team of one of them does now."""
    with translation.override(reader.language):
        return _wave_letter(
            round_.of_whom, round_.cohort, last_day(round_), page_of(round_, reader.language)
        )


def taken_back_letter_for(wave: Wave, reason: str, language: str) -> Letter:
    """The coordinator took it back: links and sheets of it are for nothing."""
    with translation.override(language):
        facts = {
            "title": in_language(form_of(wave.instrument_id).titles, language),
            "cohort": wave.cohort.name,
            "why": reason,
        }
        return Letter(
            _("Taken back: %(title)s, %(cohort)s") % facts,
            _(
                "“%(title)s”, which all schools of %(cohort)s were asked, was taken back before "
                "anybody had answered. The reason: %(why)s\n\nThere is nothing to do any more: "
                "its links, slips and sheets of paper no longer work. Please tell those to whom "
                "you passed them on. A round that your school had begun by itself stays."
            )
            % facts,
        )


def wave_preview(school: str, cohort: Cohort, closes_at: dt.datetime, language: str) -> Letter:
    """The same letter before there is a round, to look at: its address is not known yet."""
    with translation.override(language):
        last = day(timezone.localtime(closes_at, ZoneInfo(cohort.country.time_zone)))
        address = f"{settings.PUBLIC_ADDRESS}/{language}/school/self-assessment/…/"
        return _wave_letter(school, cohort, last, address)


def _wave_letter(who: str, cohort: Cohort, last: str, address: str) -> Letter:
    """In the language that is set."""
    facts = {"who": who, "cohort": cohort.name, "day": last, "address": address}
    return Letter(
        _("Your school's self-assessment is ready, until %(day)s") % facts,
        _(
            "All schools of %(cohort)s look at themselves now, and the questions for "
            "%(who)s are ready. Open the page, check how many people you invite, and pass "
            "the links on: %(address)s\n\nIt takes you ten minutes. Answers are taken until "
            "%(day)s. Nobody answers with a name, and nobody compares schools."
        )
        % facts,
    )
