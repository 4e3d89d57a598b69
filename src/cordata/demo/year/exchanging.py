"""The policy exchange of the demo: invented organisations, and what they make of its recommendations.

No real ministry or agency says anything here. What published sources say of a country stands in its
profile with the source, and is no organisation's word.
"""

import datetime as dt
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from cordata.accounts.models import User
from cordata.accounts.queries import person_with_email
from cordata.demo.year.almanac import Deed, live, moment
from cordata.exchange.actions import (
    advising,
    applying,
    ledger,
    meeting,
    positions,
    profiles,
    talking,
)
from cordata.exchange.actions.contributing import contribute
from cordata.exchange.models import Draft, Organisation, Position
from cordata.exchange.queries.organisations import charter_now
from cordata.guidance.queries.recommendations import published
from cordata.networks.models import Topic
from cordata.schools.models import School

FILE = Path(__file__).parents[1] / "data" / "exchange.toml"
ZONE, YEAR = "Europe/Brussels", 2026


@dataclass
class Group:
    """The exchange as it grows: organisations by country, and who speaks for each."""

    told: Mapping[str, Any]
    ada: User
    organisations: dict[str, Organisation] = field(default_factory=dict)

    def speaker(self, country: str) -> User:
        """Who may sign for the organisation of a country."""
        return self.organisations[country].delegates.get(until=None, may_sign=True).person


def exchanging(ada: User, *, until: dt.datetime) -> None:
    """Everything up to ``until``; positions as far as there are recommendations."""
    group = Group(tomllib.loads(FILE.read_text(encoding="utf-8")), ada)
    deeds: list[Deed] = []
    for at, one in enumerate(group.told["organisations"]):
        deeds.append((_day(9, 10 + at), partial(_join, group, one)))
    deeds.append((_day(9, 24), partial(_offer, group)))
    deeds.append((_day(9, 28), partial(_answer, group)))
    deeds.append((_day(10, 1), partial(_meet, group)))
    deeds.append((_day(10, 8), partial(_ask_advice, group)))
    for one in group.told["positions"]:
        deeds.append((_day(11, one["day"]), partial(_say, group, one)))
    deeds.append((_day(11, 25), partial(_talk, group)))
    deeds.append((_day(11, 26), partial(_carry_out, group)))
    live(deeds, until=until)


def _day(month: int, day: int) -> dt.datetime:
    return moment(YEAR, month, day, 10, ZONE)


def _join(group: Group, one: Mapping[str, Any]) -> None:
    """Applied for and admitted; the address of the first delegate is proved here."""
    charter = charter_now("en")
    if charter is None:
        return
    facts = {name: one[name] for name in ("name", "kind", "country", "about", "languages")}
    known = person_with_email(one["email"])
    organisation = applying.apply(
        charter=charter, applied_name=known.name if known else one["person"],
        applied_email=one["email"], language=one["language"], by=None, **facts,
    )  # fmt: skip
    Organisation.objects.filter(pk=organisation.pk).update(
        state=Organisation.State.APPLIED, code_digest=""
    )
    applying.admit(organisation, reason="Invented for the demo.", by=group.ada)
    group.organisations[one["country"]] = organisation


def _offer(group: Group) -> None:
    for country, slugs in group.told["offers"].items():
        which = group.organisations[country]
        topics = Topic.objects.filter(slug__in=slugs)
        advising.set_offers(which, topics, which.languages, by=group.speaker(country))


def _answer(group: Group) -> None:
    """What organisations say of their own country, and what is published elsewhere, with its source."""
    for one in group.told["answers"]:
        mine = "source" not in one
        country = one["country"]
        profiles.answer_guide(
            country, one["head"], short=one["short"], text=one.get("text", ""), language="en",
            said_on=one["said_on"], source=one.get("source", "Invented for the demo"),
            organisation=group.organisations[country] if mine else None, after=None,
            by=group.speaker(country) if mine else group.ada,
        )  # fmt: skip


def _meet(group: Group) -> None:
    """A challenge, what countries contribute, and its meeting a fortnight later."""
    told = group.told["challenge"]
    challenge = meeting.open_challenge(
        title=told["title"], question=told["question"], language="en", by=group.ada
    )
    for country, texts in told["contributions"].items():
        contribute(
            challenge, group.organisations[country], texts, language="en",
            by=group.speaker(country),
        )  # fmt: skip
    starts, minutes = _day(10, 15), told["minutes"]
    held = meeting.call_meeting(
        challenge, starts_at=starts, ends_at=starts + dt.timedelta(hours=2),
        place="https://meet.example.org/exchange", agenda=told["agenda"], language="en",
        by=group.ada,
    )  # fmt: skip
    guests = School.objects.filter(national_code=told["guest"])
    meeting.write_meeting(
        held, facts={"minutes": minutes}, guests=guests,
        attended=[group.organisations[one] for one in told["attended"]],
        decisions=told["decisions"], version=None, by=group.ada,
    )  # fmt: skip
    output = told["output"]
    meeting.add_output(held, title=output["title"], link=output["link"], by=group.ada)
    meeting.publish_minutes(held, by=group.ada)


def _ask_advice(group: Group) -> None:
    for one in group.told["requests"]:
        country = one["country"]
        advising.ask_advice(
            group.organisations[country], text=one["text"], language="en",
            first=Topic.objects.get(slug=one["first"]),
            second=Topic.objects.filter(slug=one.get("second", "")).first(),
            by=group.speaker(country),
        )  # fmt: skip
    made = advising.match_requests(by=group.ada)
    for tie in made.ties.select_related("adviser", "request__organisation")[:1]:
        advising.answer_tie(tie, accept=True, by=group.speaker(tie.adviser.country))


def _say(group: Group, one: Mapping[str, Any]) -> None:
    """Drafted and published by who may sign; nothing, while there is no such recommendation."""
    words = one["recommends"]
    found = [each for each in published() if words in _statement(each)]
    if not found:
        return
    country = one["country"]
    speaker, organisation = group.speaker(country), group.organisations[country]
    position = positions.start_position(found[0], organisation, by=speaker)
    draft = Draft.objects.filter(position=position).first()
    draft = draft or positions.revise(position, by=speaker)
    positions.save_draft(
        draft, stance=one["stance"], text=one.get("text", ""), reason=one.get("reason", ""),
        judgements=one.get("judgements", {}), language=one.get("language", "en"), version=None,
        by=speaker,
    )  # fmt: skip
    positions.publish_position(draft, version=None, by=speaker)


def _statement(recommendation: Any) -> str:
    newest = recommendation.versions.filter(state="published").order_by("-major", "-minor")
    return newest[0].statement if newest else ""


def _talk(group: Group) -> None:
    """Croatia asks Portugal why."""
    told = group.told["question"]
    asked, asking = group.organisations[told["of"]], group.organisations[told["by"]]
    position = Position.objects.filter(organisation=asked, statements__isnull=False).first()
    if position is None:
        return
    question = talking.ask(
        position, asking, text=told["text"], language="en", by=group.speaker(told["by"])
    )
    talking.reply(
        question, asked, text=told["reply"], language="en", by=group.speaker(told["of"])
    )


def _carry_out(group: Group) -> None:
    """One decision with its reach and its result."""
    told = group.told["ledger"]
    organisation, speaker = group.organisations[told["country"]], group.speaker(told["country"])
    position = Position.objects.filter(
        organisation=organisation, statements__on__statement__contains=told["recommends"]
    ).first()
    if position is None:
        return
    entry = ledger.enter_decision(
        position, decision=told["decision"], decided_on=told["decided_on"], link=told["link"],
        starts_on=told["starts_on"], reached=told["reached"], of=told["of"], language="en",
        by=speaker,
    )  # fmt: skip
    ledger.tell_result(
        entry, result=told["result"], result_text=told["text"], result_on=told["result_on"],
        reached=told["reached"], of=told["of"], by=speaker,
    )  # fmt: skip
