"""The country's agreement: read the version of now, write the next."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cordata.clusters import rules
from cordata.clusters.actions.agreements import write_template
from cordata.clusters.models import AgreementTemplate
from cordata.clusters.queries.agreements import newest_template
from cordata.clusters.queries.starter import starter
from cordata.networks.models import Country
from cordata.web.agreements.forms import TemplateForm
from cordata.web.line.receipts import receipt_of
from cordata.web.networks.views.find import country_of
from cordata.web.requests import Request, allow


@require_http_methods(["GET", "POST"])
def write(request: Request, cc: str) -> HttpResponse:
    """Saving makes a new version; agreements that stand keep their words."""
    country = country_of(request.user, cc)
    allow(rules.may_write_agreement(request.user, country))
    languages = country.languages or ["en"]
    language = request.GET.get("language", "")
    language = language if language in languages else languages[0]
    now = newest_template(country)
    form = TemplateForm(
        request.POST if request.method == "POST" else None,
        languages=languages,
        initial=_initial(now, language),
    )
    if request.method == "POST" and form.is_valid():
        receipt = receipt_of(request)
        made = write_template(country, receipt=receipt, by=request.user, **form.cleaned_data)
        messages.success(request, _("Version %(number)d is saved.") % {"number": made.number})
        return redirect("agreements:template", cc)
    context = {
        "cc": cc,
        "country": country,
        "form": form,
        "now": now,
        "language": language,
        "languages": _links(country, now),
    }
    status = 422 if form.errors else 200
    return render(request, "web/agreements/template.html", context, status=status)


def _initial(now: AgreementTemplate | None, language: str) -> dict[str, Any]:
    words = {"language": language, "binds": AgreementTemplate.Binds.EVERYBODY}
    if now is None:
        return words | starter(language)
    words |= {"binds": now.binds, "authority": now.authority}
    if language not in now.texts:
        return words | starter(language)
    tasks = "\n".join(now.tasks[language])
    return words | {"title": now.titles[language], "text": now.texts[language], "tasks": tasks}


def _links(country: Country, now: AgreementTemplate | None) -> list[tuple[str, bool]]:
    """Languages, and whether the version of now has words in them."""
    written = now.texts if now else {}
    return [(code, code in written) for code in country.languages or ["en"]]
