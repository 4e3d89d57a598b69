"""What was told, as it stood before each correction and as it stands now."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from cordata.cycles.models import Activity
from cordata.networks.models import Participation

COUNTS = ("leaders", "teachers", "others")
NUMBERS = (*COUNTS, "travel")
FACTS = ("went", "sentence", "next_step", "minutes", "online", "place")

type Told = dict[str, Any]


def as_told(activity: Activity) -> Told:
    """What was told of an activity, in plain JSON; schools by their public ids. One query."""
    there = activity.attendances.select_related("participation").order_by("pk")
    counted = {
        one.participation: {name: getattr(one, name) for name in NUMBERS} for one in there
    }
    facts = {name: getattr(activity, name) for name in FACTS}
    return told_as({**facts, "host": activity.host}, counted)


def told_as(
    facts: Mapping[str, Any], counted: Mapping[Participation, Mapping[str, int]]
) -> Told:
    """The same of what is about to be written."""
    host = facts["host"]
    return {
        **{name: facts[name] for name in FACTS},
        "host": host.public_id if host else "",
        "attendance": {one.public_id: dict(numbers) for one, numbers in counted.items()},
    }


def differing(before: Told, after: Told) -> tuple[Told, Told]:
    """What is another thing on either side."""
    names = [name for name in before if before[name] != after[name]]
    return {name: before[name] for name in names}, {name: after[name] for name in names}


@dataclass(frozen=True)
class Change:
    """One thing that was put right."""

    what: str
    was: str
    now: str


@dataclass(frozen=True)
class Corrected:
    """One correction, for its readers."""

    by: str
    at: dt.datetime
    why: str
    changes: list[Change]


def corrections_of(activity: Activity) -> list[Corrected]:
    """What was put right, the latest first. At most three queries."""
    found = list(activity.corrections.select_related("made_by").order_by("-made_at", "-pk"))
    if not found:
        return []
    after, told = as_told(activity), []
    names = _names([after, *(one.before for one in found)])
    for one in found:
        changes = list(_changes(one.before, after, names))
        told.append(Corrected(one.made_by.name, one.made_at, one.why, changes))
        after = one.before
    return told


def _names(every: Iterable[Told]) -> dict[str, str]:
    schools = {key for told in every for key in (told["host"], *told["attendance"])}
    found = Participation.objects.filter(public_id__in=schools)
    return dict(found.values_list("public_id", "school__name"))


def _changes(before: Told, after: Told, names: Mapping[str, str]) -> Iterable[Change]:
    labels = {
        "went": _("How did it go?"), "sentence": _("In a sentence"),
        "next_step": _("What next"), "minutes": _("How many minutes"),
    }  # fmt: skip
    for name, label in labels.items():
        if before[name] != after[name]:
            yield Change(label, _words(name, before[name]), _words(name, after[name]))
    if _where(before, names) != _where(after, names):
        yield Change(_("Where"), _where(before, names), _where(after, names))
    # By name: PostgreSQL keeps no order inside JSON.
    schools = {*before["attendance"], *after["attendance"]}
    for school in sorted(schools, key=lambda one: (names.get(one, ""), one)):
        was, now = (told["attendance"].get(school, {}) for told in (before, after))
        if was != now:
            yield Change(names.get(school, school), _people(was), _people(now))


def _words(name: str, value: Any) -> str:
    return str(Activity.Went(value).label) if name == "went" else str(value or "–")


def _where(told: Told, names: Mapping[str, str]) -> str:
    return names.get(told["host"], "") or told["place"] or _("online")


def _people(numbers: Mapping[str, int]) -> str:
    """School leaders 1, Teachers 3, Others 0, minutes of travel 40."""
    labels = {
        "leaders": _("School leaders"), "teachers": _("Teachers"), "others": _("Others"),
        "travel": _("Minutes of travel, there and back"),
    }  # fmt: skip
    told = [f"{label} {numbers[name]}" for name, label in labels.items() if numbers.get(name)]
    return ", ".join(told) or "0"
