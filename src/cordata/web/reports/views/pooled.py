"""All schools of a wave together, for whoever coordinates them; and as CSV."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from cordata.surveys.models import Wave
from cordata.surveys.queries.beside import baseline_of, moved_unfit, often_unfit
from cordata.surveys.queries.pooled import Pooled, pooled_figures, progress_of, wave_quality
from cordata.surveys.queries.rounds import waves_of
from cordata.surveys.queries.trust import lost_in, quality_in
from cordata.web.reports.quality import lost_in_words, trust_in_words, unfit_in_words
from cordata.web.reports.strip import percent
from cordata.web.reports.words import (
    UNASKED,
    decimal,
    occasion_name,
    voice_name,
    why_hidden,
)
from cordata.web.requests import Request
from cordata.web.tables import csv_table

LEAST = 10


@require_GET
def show(request: Request, cc: str, wave: str) -> HttpResponse:
    """Areas and voices; never a school."""
    which = _wave(request, cc, wave)
    figures = pooled_figures(which, get_language() or "en")
    voices = dict.fromkeys(one.voice for one in figures)
    lines: dict[str, list[dict[str, object]]] = {}
    for one in figures:
        lines.setdefault(one.label, []).append(_cell(one))
    context = {
        "cc": cc,
        "wave": which,
        "occasion": occasion_name(which.occasion),
        "voices": [(one, voice_name(one)) for one in voices],
        "lines": lines,
        **_beside(which, figures),
        "progress": progress_of(which),
    }
    return render(request, "web/reports/pooled.html", context)


@require_GET
def table(request: Request, cc: str, wave: str) -> HttpResponse:
    """The same figures as CSV."""
    which = _wave(request, cc, wave)
    header = [_("Area"), _("Voice"), _("Mean"), _("Answered"), _("Schools"),
              _("Effective number"), _("Why not shown")]  # fmt: skip
    rows = [
        [
            one.label,
            voice_name(one.voice),
            "" if one.mean is None else round(one.mean, 1),
            one.people or "",
            one.schools or "",
            "" if one.effective is None else round(one.effective, 1),
            _why(one),
        ]
        for one in pooled_figures(which, get_language() or "en")
    ]
    return csv_table(f"figures-{which.public_id}.csv", header, rows)


def _beside(which: Wave, figures: list[Pooled]) -> dict[str, object]:
    """What must be read beside the figures; of what is not told, nothing."""
    found = wave_quality(which, figures)
    first = baseline_of(which)
    labels = {one.area: one.label for one in figures}
    told = {(one.area, one.voice) for one in figures if not one.hidden}
    return {
        "quality": [trust_in_words(one, labels[one.area]) for one in found],
        "unweighted": any(not one.weighted for one in figures if not one.hidden),
        "unfit": unfit_in_words(often_unfit(found)),
        "moved": unfit_in_words(moved_unfit(found, quality_in(first.pk if first else None))),
        "lost": [
            lost_in_words(one, labels[one.area])
            for one in lost_in(which)
            if (one.area, one.voice) in told
        ],
    }


def _wave(request: Request, cc: str, wave: str) -> Wave:
    return get_object_or_404(waves_of(request.user, cc.upper()), public_id=wave)


def _why(one: Pooled) -> str:
    """A voice without a score of anybody was not asked there."""
    code = UNASKED if one.hidden == "nobody" else one.hidden
    return why_hidden(code, LEAST) if code else ""


def _cell(one: Pooled) -> dict[str, object]:
    return {
        "voice": one.voice,
        "label": voice_name(one.voice),
        "mean": "" if one.mean is None else decimal(one.mean),
        "people": one.people,
        "schools": one.schools,
        "why": _why(one),
        "percent": "" if one.mean is None else percent(one.mean),
    }
