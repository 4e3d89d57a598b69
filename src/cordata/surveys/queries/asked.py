"""How many were asked and how many answered, for a report: numbers only, never what they said."""

from collections import defaultdict
from typing import Any

from django.db.models import Count, Q, QuerySet

from cordata.analysis.forms.document import from_document
from cordata.cycles.models import Report
from cordata.cycles.queries.dose import span_of
from cordata.cycles.queries.reports import Figures
from cordata.surveys.models import InstrumentVersion, Invited, Occasion, Round

type Key = tuple[Any, ...]
ONE_SURVEY = ("instrument", "occasion", "wave")


def asked_in(report: Report) -> list[Figures]:
    """Each survey that ran on its days, voice by voice: as it was sent, or as it stands now.

    ``people`` and ``answered_of_them`` count only schools that said how many they invited: a
    share is of those. Three queries.
    """
    if report.sent:
        asked: list[Figures] = report.sent.get("asked", [])  # nothing in those of before
        return asked
    rounds = _rounds(report)
    counted = rounds.values(*ONE_SURVEY, "wave__public_id").annotate(schools=Count("pk"))
    found = {tuple(row[name] for name in ONE_SURVEY): row for row in counted.order_by()}
    voices = _voices(rounds)
    titles = _titles({version for version, _occasion, _wave in found})
    return [
        {
            "titles": titles[key[0]],
            "occasion": key[1],
            "wave": found[key]["wave__public_id"] or "",
            "rounds": found[key]["schools"],
            "voices": voices[key],
        }
        for key in sorted(found, key=lambda key: (_place(key[1]), key[0], key[2] or 0))
    ]


def _rounds(report: Report) -> QuerySet[Round]:
    span = span_of(report.cohort.country, report.starts_on, report.ends_on)
    of_cohort = Q(participation__cohort=report.cohort_id) | Q(cluster__cohort=report.cohort_id)
    return Round.objects.filter(of_cohort, opens_at__lt=span.before, closes_at__gte=span.since)


def _voices(rounds: QuerySet[Round]) -> dict[Key, list[Figures]]:
    invited = Invited.objects.filter(round__in=rounds)
    names = [f"round__{name}" for name in ONE_SURVEY] + ["voice"]
    sheets = Q(answers__finished_on__isnull=False)
    rows = (
        invited.annotate(sent=Count("answers", filter=sheets))
        .order_by()
        .values_list(*names, "people", "sent")
    )
    found: dict[Key, dict[str, Figures]] = defaultdict(dict)
    for *key, voice, people, sent in rows.iterator():
        counted = found[tuple(key)].setdefault(
            voice, {"voice": voice, "people": 0, "answered": 0, "answered_of_them": 0}
        )
        counted["people"] += people
        counted["answered"] += sent
        counted["answered_of_them"] += sent if people else 0
    order = Invited.Voice.values
    return {key: [by[voice] for voice in order if voice in by] for key, by in found.items()}


def _titles(versions: set[int]) -> dict[int, dict[str, str]]:
    """What each questionnaire is called, in all its languages."""
    found = InstrumentVersion.objects.filter(pk__in=versions)
    return {one.pk: dict(from_document(one.document).titles) for one in found}


def _place(occasion: str) -> int:
    return Occasion.values.index(occasion)
