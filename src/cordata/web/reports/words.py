"""A report in words: one place for the page, the PDF and the tables."""

from dataclasses import dataclass
from math import isnan

from django.utils.formats import number_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from cordata.analysis.forms.definition import in_language
from cordata.analysis.surveys.figures import Figure, Moved
from cordata.analysis.surveys.gates import Gate
from cordata.analysis.surveys.reliability import Reliable
from cordata.analysis.surveys.report import GATED
from cordata.analysis.surveys.similar import Band
from cordata.surveys.models import Invited, Occasion, Round
from cordata.surveys.queries.forms import form_of
from cordata.surveys.queries.reports import AreaLine, Report

UNASKED = "unasked"


@dataclass(frozen=True)
class Cell:
    """One figure as it is read: "3.1", "26", "up 0.4 (0.1 to 0.7)"; or why there is none.

    similar  where the middle half of similar schools stands, if there are enough of them
    """

    voice: str
    label: str
    mean: str
    people: str
    change: str
    why: str
    similar: str
    at: float | None
    at_before: float | None


@dataclass(frozen=True)
class Line:
    """One area as it is read."""

    code: str
    label: str
    cells: list[Cell]


def voice_name(voice: str) -> str:
    """Who speaks."""
    return str(Invited.Voice(voice).label)


def occasion_name(occasion: str) -> str:
    """When in the year."""
    return str(Occasion(occasion).label)


def asked_what(which: Round) -> str:
    """What a report is about: the occasion; where things are asked once, the questionnaire."""
    if which.occasion != Occasion.ONCE:
        return occasion_name(which.occasion)
    return in_language(form_of(which.instrument_id).titles, get_language() or "en")


def lines_of(report: Report) -> list[Line]:
    """Every area with its cells in words."""
    return [Line(one.code, one.label, _cells(report, one)) for one in report.lines]


def _cells(report: Report, line: AreaLine) -> list[Cell]:
    return [
        _cell(one, line, report)
        for voice in report.voices
        for one in line.figures
        if one.voice == voice
    ]


def _cell(figure: Figure, line: AreaLine, report: Report) -> Cell:
    name = voice_name(figure.voice)
    similar = _band(report.similar.get((figure.area, figure.voice)))
    if figure.mean is None or figure.n is None:
        # The instrument says who was asked: a voice of which nobody came that far was.
        asked = figure.hidden != "nobody" or figure.voice in line.asked
        why = why_hidden(figure.hidden if asked else UNASKED, report.least)
        return Cell(figure.voice, name, "", "", "", why, similar, None, None)
    return Cell(
        voice=figure.voice,
        label=name,
        mean=decimal(figure.mean),
        people=str(figure.n),
        change=moved(figure.moved) if figure.moved else "",
        why="",
        similar=similar,
        at=figure.mean,
        at_before=figure.moved.then if figure.moved else None,
    )


def _band(band: Band | None) -> str:
    """As "2.25 to 3.5"; nothing where too few schools are similar."""
    if band is None:
        return ""
    ends = {"low": decimal(band.low, 2), "high": decimal(band.high, 2)}
    return _("%(low)s to %(high)s") % ends


def decimal(number: float, places: int = 1) -> str:
    """With one decimal or more, as the language writes it; a dash for what cannot be said."""
    return "–" if isnan(number) else number_format(round(number, places), places)


def trusted(verdict: Reliable) -> str:
    """What a scale of this reliability is good for."""
    return {
        Reliable.REFUSED: _("not reliable: read no result from it"),
        Reliable.DOUBTFUL: _("doubtful: read it with care"),
        Reliable.GROUPS: _("good enough for many schools together"),
        Reliable.SCHOOLS: _("good enough for single schools"),
        Reliable.UNKNOWN: _("not known"),
    }[verdict]


def why_hidden(code: str, least: int) -> str:
    """Why there is no number, to somebody who would like to see it."""
    if code == "few":
        text = ngettext(
            "fewer than %(number)d answered", "fewer than %(number)d answered", least
        )
        return text % {"number": least}
    return {
        "nobody": _("no answers"),
        "typed": _("too few answered themselves beside those typed in from paper"),
        "more": _("more answers than people invited"),
        UNASKED: _("not asked"),
        "response": _("too few of those invited answered"),
        "unreliable": _("left out: its statements do not measure one thing"),
        "schools": _("too few schools"),
        "alike": _("left out: nearly all gave the same answer"),
        "difference": _("left out: it would tell what too few answered"),
        "complement": _("left out, so that no other number can be worked out from it"),
    }[code]


def scale_in_words(report: Report) -> str:
    """What stands beside a mean, and what the ends of the scale are, in its own words."""
    said = _("In brackets: how many answered.")
    if report.ends is None:
        return said
    low, high = report.ends
    facts = {"low": low, "high": high}
    return f"{_('From 1, “%(low)s”, to 5, “%(high)s”.') % facts} {said}"


def cares_of(report: Report) -> list[str]:
    """What to keep in mind when one reads it: few who answered, areas that are not reliable."""
    warned = any(one.gate == Gate.WARN and one.key in GATED for one in report.found.voices)
    text = _("Fewer than half of the teachers answered: read their figures with care.")
    said = reliability(report) if report.lines else ""
    return [text] * warned + [said] * bool(said)


def moved(change: Moved) -> str:
    """How far it moved, with what is likely; no interval, no claim."""
    text = _moved(change)
    if text and change.then is None:
        # Without the mean of then beside it, nobody subtracts and finds another change.
        return _("%(change)s, on the statements asked both times") % {"change": text}
    return text


def _moved(change: Moved) -> str:
    if change.low is None or change.high is None:
        return ""
    facts = {
        "points": _told(change.points),
        "low": _signed(change.low),
        "high": _signed(change.high),
    }
    if change.low > 0:
        return _("up %(points)s (%(low)s to %(high)s)") % facts
    if change.high < 0:
        return _("down %(points)s (%(low)s to %(high)s)") % facts
    return _("no clear change (%(low)s to %(high)s)") % facts


def _signed(number: float) -> str:
    """Its sign stays where it rounds to nothing: which side of zero is what is told."""
    return f"{'−' if number < 0 else '+'}{_told(number)}"


def _told(number: float) -> str:
    """With one decimal; with more only where it lies so near to zero that one would tell nothing."""
    places = next((few for few in (1, 2) if round(number, few)), 3)
    return decimal(abs(number), places)


def reliability(report: Report) -> str:
    """How far a single school may rely on the areas that are shown; "" if on all of them."""
    if not report.trust:
        return _(
            "How reliable the areas are is not known: it is told once all of many schools that "
            "were asked together have closed."
        )
    weak = [line.label for line in report.lines if report.is_weak(line)]
    if not weak:
        return ""
    return _(
        "Read these areas with care: their statements measure one thing only roughly. %(areas)s"
    ) % {"areas": ", ".join(weak)}


def sentence(report: Report) -> str:
    """The report in one sentence; "" of a questionnaire that asks about no area."""
    if not report.lines:
        return ""
    facts = {
        "strong": report.strong.label if report.strong else "",
        "gap": report.gap.label if report.gap else "",
        "apart": report.disagree.label if report.disagree else "",
    }
    if report.strong and report.gap and report.disagree:
        return (
            _(
                "You are strongest in “%(strong)s”; the largest gap is in “%(gap)s”; "
                "and you see “%(apart)s” most differently."
            )
            % facts
        )
    if report.strong and report.gap:
        return _("You are strongest in “%(strong)s”; the largest gap is in “%(gap)s”.") % facts
    shown = [line for line in report.lines if line.shown]
    if len(report.lines) == 1 and shown:
        return _alone(shown[0])
    return _("Too few have answered to say more than what stands below.")


def _alone(line: AreaLine) -> str:
    """Where only one area was asked there is no strongest and no gap: what each voice says."""
    said = [
        f"{voice_name(one.voice)} {decimal(one.mean)} ({one.n})"
        for one in line.shown
        if one.mean is not None
    ]
    facts = {"area": line.label, "voices": ", ".join(said)}
    return _("“%(area)s” stands at: %(voices)s.") % facts
