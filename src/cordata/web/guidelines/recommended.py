"""A recommendation as blocks: a box inside a guideline, or one page of its own."""

from collections.abc import Iterable, Mapping

from django.utils import translation
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cordata.guidance.models import Version
from cordata.guidance.queries.facts import Fact
from cordata.guidance.queries.guidelines import recommended_in
from cordata.guidance.queries.wordings import texts_in
from cordata.kit.days import day
from cordata.kit.paper.blocks import (
    Block,
    Box,
    Heading,
    Insert,
    Items,
    Paper,
    Paragraph,
    Picture,
    Span,
    Table,
    line,
    table,
)
from cordata.web.evidence.words import ends, measured
from cordata.web.guidelines.drawing import dot_and_band
from cordata.web.recommendations import citing
from cordata.web.recommendations.page import Whole, outcomes_of, whole, with_rows
from cordata.web.recommendations.table import rows_of
from cordata.web.recommendations.words import (
    audience_in_words,
    certainty_in_words,
    strength_in_words,
)

Key = tuple[int, int, int]


def filled(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The same blocks with every recommendation in its place, in the language of the page."""
    blocks = tuple(blocks)
    boxes = _boxes(recommended_in(blocks))
    return tuple(_fill(blocks, boxes))


def box_of(seen: Whole) -> Box:
    """Its sentence, why, how firm and how sure, and where it stands for good."""
    version = seen.version
    address = citing.address_of(version)
    facts = _("Strength: %(strength)s. Certainty of the evidence: %(certainty)s.") % {
        "strength": strength_in_words(version.strength)[0],
        "certainty": certainty_in_words(version.certainty)[0],
    }
    return Box(
        line(seen.statement),
        (
            Paragraph(line(seen.plain("because"))),
            Paragraph(line(facts), quiet=True),
            Paragraph((Span(address, address),), quiet=True),
        ),
        "recommendation",
        _label(version),
    )


def one_page_of(version: Version) -> Paper:
    """One page to take into a meeting: what to do, what changes, what it costs, what nobody knows.

    In the language of the page, where the version is translated into it; else in its own.
    """
    language = texts_in(version, get_language() or "en").get("statement")[1]
    with translation.override(language):
        return _page(whole(version))


def _page(seen: Whole) -> Paper:
    version = seen.version
    blocks: list[Block] = [Paragraph(line(seen.plain("because")))]
    blocks += [_tiles(seen), *_facts(seen), *_bearers(seen), *_conditions(seen), *_lists(seen)]
    blocks += [Heading(2, line(_("Cite it"))), Paragraph(line(citing.citation(seen)))]
    dated = day(version.published_at) if version.published_at else _("draft")
    return Paper(
        title=seen.statement,
        language=seen.texts.get("statement")[1],
        blocks=tuple(blocks),
        about=(f"{_label(version)}, {dated}", audience_in_words(version)),
        authors=tuple(citing.authors_of(version)),
        address=citing.address_of(version),
        day=version.published_at.date().isoformat() if version.published_at else "",
    )


def _boxes(wanted: Iterable[Key]) -> dict[Key, Box]:
    """One query for all versions, and a few for the rows of each."""
    wanted = list(wanted)
    numbers = [number for number, _major, _minor in wanted]
    versions = Version.objects.filter(
        recommendation__number__in=numbers, published_at__isnull=False
    ).select_related("recommendation__project__programme", "written_by")
    found = {}
    for one in with_rows(versions.order_by("pk")):
        key = (one.recommendation.number, one.major, one.minor)
        if key in wanted:
            found[key] = box_of(whole(one))
    return found


def _fill(blocks: Iterable[Block], boxes: Mapping[Key, Box]) -> Iterable[Block]:
    for one in blocks:
        if isinstance(one, Insert):
            for key in recommended_in([one]):
                if key in boxes:
                    yield boxes[key]
        elif isinstance(one, Box):
            inside = tuple(_fill(one.blocks, boxes))
            yield Box(one.title, inside, one.kind, one.label, one.anchor)
        else:
            yield one


def _label(version: Version) -> str:
    return _("Recommendation %(number)d, version %(name)s") % {
        "number": version.recommendation.number,
        "name": version.name,
    }


def _tiles(seen: Whole) -> Table:
    version = seen.version
    strength = strength_in_words(version.strength)
    certainty = certainty_in_words(version.certainty)
    cost = next((one for one in seen.facts if one.support.role == "cost"), None)
    rows = [
        [_("Strength"), f"{strength[0]}. {strength[1]}."],
        [_("Certainty of the evidence"), f"{certainty[0]}. {certainty[1]}."],
        [_("Cost"), _cost(seen, cost) if cost else _("Not measured")],
        [_("What can go wrong"), _sentences(seen.plain("risk"), seen.plain("risk_words"))],
    ]
    return table([_("At a glance"), ""], rows)


def _cost(seen: Whole, cost: Fact) -> str:
    """As the tile of the page: how much, within what, of what."""
    return _together(
        measured(cost.shown), _ends(ends(cost.shown)),
        f"· {outcomes_of(seen)[cost.support.pk][0]}",
    )  # fmt: skip


def _facts(seen: Whole) -> Iterable[Block]:
    rows = rows_of(seen.facts, outcomes_of(seen))
    if not rows:
        return
    yield Heading(2, line(_("What changes")))
    header = [_("Outcome"), _("Without"), _("With"), _("Difference"), _("Certainty")]
    yield table(
        header,
        [
            [f"{one.outcome} ({one.who})", one.without or "–",
             _together(one.with_it, _ends(one.with_within)),
             _together(one.difference, _ends(one.within), one.why), one.word or "–"]
            for one in rows
        ],
    )  # fmt: skip
    lead = next((one for one in seen.facts if one.difference and one.support.leads), None)
    if lead is not None and lead.shown.low is not None and lead.shown.high is not None:
        words = _("%(value)s, almost certainly %(ends)s") % {
            "value": measured(lead.shown),
            "ends": ends(lead.shown),
        }
        svg = dot_and_band(lead.shown.value, lead.shown.low, lead.shown.high)
        outcome = outcomes_of(seen)[lead.support.pk][0]
        yield Picture(svg, f"{outcome}: {words}", f"{outcome}: {words}")


def _sentences(*said: str) -> str:
    """Parts that stand on lines of their own on the page, one after another."""
    return " ".join(one if one[-1] in ".?!…" else f"{one}." for one in said if one)


def _together(*said: str) -> str:
    return " ".join(filter(None, said)) or "–"


def _ends(words: str) -> str:
    return f"({words})" if words else ""


def _bearers(seen: Whole) -> Iterable[Block]:
    rows = [
        [str(one.get_bearer_display()), seen.plain(f"cost:{one.bearer}")]
        for one in sorted(seen.version.costs.all(), key=lambda one: one.bearer)
    ]
    if rows:
        yield Heading(2, line(_("Who bears it")))
        yield table([_("Who bears it"), _("What it costs")], rows)


def _conditions(seen: Whole) -> Iterable[Block]:
    named = (
        (_("For whom"), "for_whom"),
        (_("Not for whom"), "not_for_whom"),
        (_("Conditions"), "conditions"),
    )
    for title, slot in named:
        if words := seen.plain(slot):
            yield Heading(2, line(title))
            yield from _as_items(words)


def _lists(seen: Whole) -> Iterable[Block]:
    for title, slot in (
        (_("What we do not know"), "unknown"),
        (_("What would change it"), "would_change"),
    ):
        if words := seen.plain(slot):
            yield Heading(2, line(title))
            yield from _as_items(words)


def _as_items(words: str) -> Iterable[Block]:
    lines = tuple(line(one.strip()) for one in words.splitlines() if one.strip())
    yield Items(lines) if len(lines) > 1 else Paragraph(lines[0])
