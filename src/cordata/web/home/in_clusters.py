"""What a year in clusters asks of a school: to answer, to reflect, to do as it has promised."""

import datetime as dt
from itertools import groupby

from django.urls import reverse
from django.utils.translation import gettext as _

from cordata.clusters.models import Membership
from cordata.cycles.queries import asked
from cordata.kit.days import day_month
from cordata.kit.lines import Line
from cordata.web.home.tasks import Task
from cordata.web.home.waiting import Waiting

FEW = 3  # of a kind: the others wait for the next week
MINUTES = 2  # for what one side says of one other: a mentor school says it of each


def questions(waiting: Waiting) -> list[Task]:
    """What another school has asked in a thread, and nobody of ours has answered for days."""
    return [
        Task(
            _("Answer %(name)s: %(title)s") % {"name": one.who, "title": one.text},
            one.about,
            3,
            f"{reverse('talk:thread', args=[one.thing])}#{one.part}",
            one.place,
        )
        for one in waiting[asked.QUESTION][:FEW]
    ]


def reflecting(waiting: Waiting) -> list[Task]:
    """A reflection is open, and the own side has not answered for all it stands with."""
    # One task, with two schools in the cluster too.
    first = [
        next(same) for _key, same in groupby(waiting[asked.REFLECTION], lambda one: one.pk)
    ]
    return [
        Task(
            _("Say how working together is going"),
            # Most clusters are named after the school that leads, which the task names already.
            one.text if one.about == one.place else f"{one.about}, {one.text}",
            MINUTES * one.number,
            reverse("reviews:reflection", args=[one.thing]),
            one.place,
        )
        for one in first
    ]


def planned(waiting: Waiting) -> list[Task]:
    """Steps that fall due, the most pressing first; then words that a review asked for."""
    steps = sorted(waiting[asked.STEP], key=lambda one: str(one.on))
    return [
        *[_step(one, one.on) for one in steps[:FEW] if one.on],
        *[_words(one) for one in waiting[asked.WORDS][:FEW]],
    ]


def _step(one: Line, on: dt.date) -> Task:
    return Task(
        _("Due on %(day)s: %(what)s") % {"day": day_month(on), "what": one.text},
        f"{one.who}, {one.about}",
        2,
        reverse("cycles:goal", args=[one.thing]),
        one.place,
    )


def _words(one: Line) -> Task:
    return Task(
        _("Word your goal otherwise, as your review said"),
        one.text,
        3,
        f"{reverse('cycles:goal', args=[one.thing])}#words",
        one.place,
    )


def proposed(waiting: Waiting, ties: list[Membership]) -> list[Task]:
    """Goals that mentee schools propose to these mentor schools."""
    leading = [one.participation for one in ties if one.participation.is_mentor]
    return [
        Task(
            _("Agree on a goal that %(school)s proposes") % {"school": one.who},
            one.text,
            3,
            reverse("cycles:proposal", args=[one.thing]),
            leading[0].school.name,
        )
        for one in waiting[asked.PROPOSAL][:FEW]
    ]


def declined(waiting: Waiting) -> list[Task]:
    """What the mentor school said "not now" to, lately: its reason is there to be answered."""
    return [
        Task(
            _("Word a goal anew: your mentor school says not now"),
            f"{one.text}: {one.about}",
            5,
            reverse("cycles:proposal", args=[one.thing]),
            one.place,
        )
        for one in waiting[asked.DECLINED][:FEW]
    ]


def offered(waiting: Waiting) -> list[Task]:
    """New words of a template wait for a goal that began from it."""
    return [
        Task(
            _("Take the new words of your goal, or keep yours"),
            one.text,
            2,
            reverse("cycles:goal", args=[one.thing]),
            one.place,
        )
        for one in waiting[asked.OFFER]
    ]


def sent_back(waiting: Waiting) -> list[Task]:
    """The coordinator wants other words for the public: the reason is there, the form behind it."""
    return [
        Task(
            _("Word a public post anew: your coordinator sent it back"),
            f"{one.text}: {one.about}",
            5,
            reverse("diary:propose", args=[one.thing]),
            one.place,
        )
        for one in waiting[asked.SENT_BACK][:FEW]
    ]
