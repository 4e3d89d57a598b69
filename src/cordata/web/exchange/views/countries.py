"""What countries do for mentoring between schools, side by side and one by one."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from cordata.exchange.models import Head
from cordata.exchange.queries import profiles as queries
from cordata.exchange.queries.organisations import members, organisations_written_for
from cordata.networks.queries import country_name
from cordata.web.doors import public
from cordata.web.exchange.views.front import reader_of
from cordata.web.tables import csv_table


@public
@require_GET
def compare(request: HttpRequest) -> HttpResponse:
    """A row for each country, a column for each head of the guide."""
    language = translation.get_language() or "en"
    rows = [
        (one.country, country_name(one.country, language), _cells(one))
        for one in queries.profiles()
    ]
    context = {"rows": rows, "heads": Head.choices}
    return render(request, "web/exchange/countries.html", context)


@public
@require_GET
def table(_request: HttpRequest) -> HttpResponse:
    """The same answers, one on each line."""
    header = [_("Country"), _("What"), _("Answer"), _("In full"), _("Language"), _("Said on"),
              _("Said by"), _("Source")]  # fmt: skip
    lines = [
        [one.country, label, answer.short, answer.text, answer.language, answer.said_on,
         answer.organisation or "", answer.source]
        for one in queries.profiles()
        for (_head, label), answer in zip(Head.choices, one.answers.values(), strict=True)
        if answer is not None
    ]  # fmt: skip
    return csv_table("countries.csv", header, lines)


@public
@require_GET
def show(request: HttpRequest, cc: str) -> HttpResponse:
    """One country: each answer in full, what was said before, its prices."""
    code, language = cc.upper(), translation.get_language() or "en"
    profile = queries.profile_of(code)
    if profile is None:
        raise Http404
    newest = {one.pk for one in profile.answers.values() if one}
    before = [one for one in queries.answers_before(code) if one.pk not in newest]
    reader = reader_of(request)
    ours = reader and organisations_written_for(reader).filter(country=code).exists()
    context = {
        "code": code,
        "name": country_name(code, language),
        "answers": _cells(profile),
        "before": [(dict(Head.choices)[one.head], one) for one in before],
        "prices": queries.price_table(code),
        "members": members().filter(country=code),
        "ours": ours,
    }
    return render(request, "web/exchange/country.html", context)


def _cells(profile: queries.Profile) -> list[tuple[str, str, object]]:
    return [(head, str(label), profile.answers[head]) for head, label in Head.choices]
