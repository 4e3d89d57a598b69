"""Who learned a practice from whom: table, tree, and the same as CSV."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from cordata.networks.queries.words import country_name
from cordata.practices.queries.genealogy import genealogy_of
from cordata.practices.queries.published import title_in
from cordata.web.doors import public
from cordata.web.practices.tree import draw_tree
from cordata.web.practices.views.public import public_edition
from cordata.web.practices.words import months_in_words, spread_in_words
from cordata.web.tables import csv_table


@public
@require_GET
def show(request: HttpRequest, number: int) -> HttpResponse:
    """The figures, the table, the tree."""
    edition = public_edition(number)
    found = genealogy_of(edition.practice)
    language = get_language() or "en"
    context: dict[str, Any] = {
        "edition": edition,
        "practice": edition.practice,
        "title": title_in(edition, language),
        "spread": found.spread,
        "sentence": spread_in_words(found.spread),
        "months": months_in_words(found.spread.months),
        "rows": [
            (
                one,
                country_name(one.school.country, language),
                months_in_words(one.branch.months),
            )
            for one in found.twigs
        ],
        "tree": draw_tree(found) if found.spread.schools else None,
    }
    return render(request, "web/practices/spread.html", context)


@public
@require_GET
def table(_request: HttpRequest, number: int) -> HttpResponse:
    """The same rows as a file."""
    found = genealogy_of(public_edition(number).practice)
    header = [_("School"), _("Country"), _("Learned from"), _("Day"), _("Generation"),
              _("Months after its teacher"), _("In one cluster then"), _("Schools it taught"),
              _("What is done otherwise"), _("Language")]  # fmt: skip
    lines = [
        [
            one.school.name, one.school.country, one.teacher.name if one.teacher else "",
            one.passing.learned_on.isoformat() if one.passing else "", one.branch.generation,
            one.branch.months, (_("yes") if one.within else _("no")) if one.passing else "",
            one.branch.taught, one.passing.changed if one.passing else "",
            one.passing.language if one.passing else "",
        ]
        for one in found.twigs
    ]  # fmt: skip
    return csv_table(f"practice-{number}-spread.csv", header, lines)
