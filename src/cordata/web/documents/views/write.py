"""Write or translate one text, look at it, publish it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cordata.documents import actions, queries, rules
from cordata.documents.models import Document, Revision
from cordata.web.documents.forms import StaleTranslationForm, TextForm
from cordata.web.documents.views.find import document_of, naming
from cordata.web.requests import Request, allow


@require_http_methods(["GET", "POST"])
def write(request: Request, slug: str, language: str) -> HttpResponse:
    """Side by side with the original if it is a translation."""
    document = document_of(request, slug, language)
    allow(rules.may_write(request.user, document))
    original = queries.published_original(document)
    newest = queries.newest_revision(document, language)
    form = _form(request, document, newest, original)
    if language != document.original_language and original is None:
        messages.info(request, _("Publish the original first; then it can be translated."))
        return redirect("documents:write", slug, document.original_language)
    theirs = None
    if request.method == "POST" and form.is_valid() and "preview" not in request.POST:
        try:
            return _save(request, document, language, form, newest)
        except actions.WrittenMeanwhile as meanwhile:
            theirs = newest = meanwhile.newest
    context = {
        **naming(document, language, translation.get_language() or "en"),
        "document": document,
        "form": form,
        "newest": newest,
        "theirs": theirs,
        **_beside(document, language, newest, original),
    }
    if "preview" in request.POST:
        context["preview"] = queries.html_of(request.POST.get("body", ""))
    status = 409 if theirs else 422 if form.errors else 200
    return render(request, "web/documents/write.html", context, status=status)


def _form(
    request: Request, document: Document, newest: Revision | None, original: Revision | None
) -> TextForm:
    kind = TextForm
    if newest and queries.source_changed(newest, original):
        kind = StaleTranslationForm
    start = _to_begin_with(request, document, newest)
    first = {"title": start.title, "body": start.body} if start else {}
    return kind(request.POST or None, initial=first)


def _to_begin_with(
    request: Request, document: Document, newest: Revision | None
) -> Revision | None:
    """The newest revision, or an earlier one that is to be brought back (``?from=3``)."""
    number = request.GET.get("from", "")
    if newest is None or not number.isdecimal():
        return newest
    earlier = document.revisions.filter(language=newest.language, number=int(number))
    return earlier.first() or newest


def _save(
    request: Request,
    document: Document,
    language: str,
    form: TextForm,
    newest: Revision | None,
) -> HttpResponse:
    publish = "publish" in request.POST
    act = actions.write_and_publish if publish else actions.write_revision
    act(
        document,
        language=language,
        title=form.cleaned_data["title"],
        body=form.cleaned_data["body"],
        after=form.cleaned_data["after"] or 0,
        source=_source(document, form, newest),
        by=request.user,
    )
    messages.success(request, _("Published.") if publish else _("Saved as a draft."))
    return redirect("documents:write", document.slug, language)


def _source(document: Document, form: TextForm, newest: Revision | None) -> Revision | None:
    """The original the translator had before the eyes, not one published a moment ago.

    A translation known to be behind keeps its old source until the translator says that
    it follows again: a corrected comma must not take the mark away.
    """
    if newest and isinstance(form, StaleTranslationForm) and not form.cleaned_data["follows"]:
        return newest.source
    return document.revisions.filter(
        language=document.original_language, public_id=form.cleaned_data["source"]
    ).first()


def _beside(
    document: Document, language: str, newest: Revision | None, original: Revision | None
) -> dict[str, Any]:
    """The original for a translator, and what has changed in it since."""
    if original is None or language == document.original_language:
        return {}
    beside: dict[str, Any] = {
        "original": original,
        "original_html": queries.html_of(original.body),
    }
    if newest and queries.source_changed(newest, original):
        beside["changed"] = True
        if newest.source:
            beside["pieces"] = queries.differences(newest.source.body, original.body)
    return beside
