"""The adoption ledger: what was decided, how far it reached, what came of it."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from cordata.exchange.queries.ledger import SPEAKS, ledger
from cordata.web.documents.files import served
from cordata.web.doors import public
from cordata.web.exchange.words import speaks_word
from cordata.web.tables import csv_table

A_PAGE = 25


@public
@require_GET
def show(request: HttpRequest) -> HttpResponse:
    """Every decision, the last first."""
    page = Paginator(ledger(), A_PAGE).get_page(request.GET.get("page"))
    lines = [(one, speaks_word(SPEAKS[one.result]) if one.result else ("", "")) for one in page]  # type: ignore[index]  # a result is one of these
    return render(request, "web/exchange/ledger.html", {"page": page, "lines": lines})


@public
@require_GET
def table(_request: HttpRequest) -> HttpResponse:
    """The same lines for a spreadsheet."""
    header = [
        _("Organisation"), _("Country"), _("Recommendation"), _("Version"), _("Decision"),
        _("Decided on"), _("Starts on"), _("Legal text"), _("Reached"), _("Out of"),
        _("Counted"), _("Result"), _("In words"), _("Said on"),
    ]  # fmt: skip
    lines = [
        [
            one.statement.in_the_name_of, one.statement.position.organisation.country,
            one.statement.position.recommendation.number, one.statement.on.name,
            one.decision, one.decided_on, one.starts_on or "",
            one.link or (one.file.name if one.file else ""),
            "" if one.reached is None else one.reached, one.of or "",
            one.get_unit_display() if one.of else "", one.get_result_display(),
            one.result_text, one.result_on or "",
        ]
        for one in ledger()
    ]  # fmt: skip
    return csv_table("ledger.csv", header, lines)


@public
@require_GET
def legal_text(_request: HttpRequest, entry: str) -> HttpResponse:
    """The file of a decision."""
    which = get_object_or_404(ledger(), public_id=entry)
    if which.file is None:
        raise Http404
    return served(which.file.public_id)
