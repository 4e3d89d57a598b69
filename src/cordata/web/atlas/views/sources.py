"""The list of sources: read, taken along, and taken in after a look."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from cordata.guidance.actions.sources import take_in_sources
from cordata.guidance.queries import sources as queries
from cordata.guidance.rules.atlas import may_translate_atlas, may_write_atlas
from cordata.kit.bibliography import WRITERS, NotReadable, read_any
from cordata.web.atlas.forms import TakeInForm
from cordata.web.atlas.views.reading import work_of
from cordata.web.doors import public
from cordata.web.requests import Request, allow, posted


@public
@require_GET
def list_sources(request: HttpRequest) -> HttpResponse:
    """All of them, with what rests on each."""
    found = queries.in_order(queries.sources())
    context = {"sources": queries.as_cited(found), "endings": list(WRITERS), **work_of(request)}
    return render(request, "web/atlas/sources.html", context)


@public
@require_GET
def as_file(_request: HttpRequest, ending: str) -> HttpResponse:
    """BibTeX, RIS or CSL JSON."""
    if ending not in WRITERS:
        raise Http404
    kind, text = queries.written_as(ending, queries.in_order(queries.sources()))
    response = HttpResponse(text, content_type=f"{kind}; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="sources.{ending}"'
    return response


@require_http_methods(["GET", "POST"])
def take_in(request: Request) -> HttpResponse:
    """Paste or send a file, look at what is new in it, then take it in."""
    if not may_translate_atlas(request.user):
        raise Http404
    allow(may_write_atlas(request.user))
    form = TakeInForm(posted(request), request.FILES or None)
    context: dict[str, Any] = {"form": form}
    if request.method == "POST" and form.is_valid():
        text = form.cleaned_data["text"]
        try:
            items = read_any(text)
        except NotReadable as wrong:
            form.add_error("text", _why_not(wrong))
        else:
            if "take" in request.POST:
                return _taken(request, items)
            offered = queries.offered(items)
            context |= {
                "offered": offered,
                "new": sum(one.same is None for one in offered),
                "form": TakeInForm(initial={"text": text}),
            }
    status = 422 if form.errors else 200
    return render(request, "web/atlas/take_in.html", context, status=status)


def _taken(request: Request, items: list[Any]) -> HttpResponse:
    made = take_in_sources(items, by=request.user)
    words = ngettext(
        "%(number)d source taken in.", "%(number)d sources taken in.", len(made)
    ) % {"number": len(made)}
    messages.success(request, words)
    return redirect("atlas:sources")


def _why_not(wrong: NotReadable) -> str:
    words = {
        "no_entries": _("There is no entry in it. It can be BibTeX, RIS or CSL JSON."),
        "not_closed": _("The entry in line %(line)d does not end."),
        "no_value": _("In line %(line)d a value is missing."),
        "no_title": _("The entry in line %(line)d has no title."),
        "not_json": _("In line %(line)d it is no JSON any more."),
    }
    return words[wrong.code] % {"line": wrong.line}
