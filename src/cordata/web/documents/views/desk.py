"""The texts a person may write, and how their translations stand."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from cordata.documents import queries, rules
from cordata.networks.actions.about import start_text_about
from cordata.networks.models import Country
from cordata.networks.queries import countries_coordinated_by
from cordata.web.documents.views.find import LANGUAGES
from cordata.web.requests import Request, allow


@require_GET
def texts(request: Request) -> HttpResponse:
    """Every text I may write, with a mark in each language."""
    documents = list(queries.documents_written_by(request.user))
    without = [one for one in _own_countries(request) if one.about_id is None]
    if not documents and not without:
        raise Http404
    titles = queries.titles_of(documents, translation.get_language() or "en")
    standing = queries.standing_of(documents, list(LANGUAGES))
    rows = [
        {
            "document": one,
            "title": titles[one.pk],
            "standing": [
                (code, name, standing[one.pk][code]) for code, name in LANGUAGES.items()
            ],
        }
        for one in documents
    ]
    context = {"rows": rows, "countries_without": without}
    return render(request, "web/documents/texts.html", context)


@require_POST
def start(request: Request, cc: str) -> HttpResponse:
    """Start the text about a country."""
    country = get_object_or_404(countries_coordinated_by(request.user), code=cc.upper())
    allow(rules.may_write_for(request.user, country.pk))
    document = start_text_about(country, by=request.user)
    messages.info(request, _("Write it in the first language of the country."))
    return redirect("documents:write", document.slug, document.original_language)


def _own_countries(request: Request) -> list[Country]:
    return [
        one
        for one in countries_coordinated_by(request.user)
        if rules.may_write_for(request.user, one.pk)
    ]
