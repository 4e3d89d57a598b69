"""How far the figures of a wave can be trusted, in words."""

from math import isnan

from django.utils.translation import gettext as _

from cordata.analysis.surveys.agreement import Shared
from cordata.surveys.queries.beside import Lost, Unfit
from cordata.surveys.queries.quality import Quality
from cordata.web.instruments.words import LEVELS, language_name
from cordata.web.reports.words import decimal, trusted, voice_name


def trust_in_words(one: Quality, area: str) -> dict[str, object]:
    """A row of the table: of whom it is said, and what was found."""
    levels = [str(LEVELS[level]) for level in one.levels if level in LEVELS]
    ends = {"low": decimal(one.alpha.low, 2), "high": decimal(one.alpha.high, 2)}
    known = not isnan(one.alpha.estimate)
    return {
        "area": area,
        "whom": " · ".join([voice_name(one.voice), *levels, language_name(one.language)]),
        "alpha": decimal(one.alpha.estimate, 2),
        "range": _("%(low)s to %(high)s") % ends if known else "",
        "omega": decimal(one.omega, 2),
        "agreement": decimal(one.median, 2),
        "skewed": "" if isnan(one.skewed) else decimal(one.skewed, 2),
        "verdict": trusted(one.verdict),
        # Where nobody had a colleague to agree with, nothing is said of a shared view.
        "shared": one.shared == Shared.SHARED or isnan(one.median),
    }


def unfit_in_words(found: list[Unfit]) -> str:
    """As "C3 (Teachers, 24 %); F2 (Pupils, 12 % → 31 %)"."""
    return "; ".join(
        f"{one.statement} ({voice_name(one.voice)}, {_shares(one)})" for one in found
    )


def _shares(one: Unfit) -> str:
    now = f"{one.share:.0%}"
    return now if one.before is None else f"{one.before:.0%} → {now}"


def lost_in_words(one: Lost, area: str) -> dict[str, object]:
    """A row: how those that answered again stood at the beginning, beside those that did not."""
    return {
        "area": area,
        "voice": voice_name(one.voice),
        "gap": f"{'−' if one.gap < 0 else '+'}{decimal(abs(one.gap), 2)}",
        "came": one.came,
        "went": one.went,
    }
