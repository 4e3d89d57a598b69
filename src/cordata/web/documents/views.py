"""Texts side by side with their original; drafts, preview, publishing."""

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from cordata.documents import actions, queries, rules
from cordata.web.requests import Request, allow

LANGUAGES = [code for code, _name in settings.LANGUAGES]


class TextForm(forms.Form):
    """A title and a text in Markdown."""

    title = forms.CharField(label=gettext_lazy("Title"), max_length=200)
    body = forms.CharField(
        label=gettext_lazy("Text"),
        widget=forms.Textarea(attrs={"rows": 16}),
        help_text=gettext_lazy("Markdown: ## for a heading, - for a list, ** for strong."),
    )


@require_GET
def texts(request: Request) -> HttpResponse:
    """The texts I may write, and how their translations stand."""
    documents = list(queries.documents_written_by(request.user))
    if not documents:
        raise Http404
    rows = [(one, queries.states_of(one, LANGUAGES)) for one in documents]
    return render(request, "web/documents/texts.html", {"rows": rows})


@require_http_methods(["GET", "POST"])
def write(request: Request, slug: str, language: str) -> HttpResponse:
    """Write or translate one text, look at it, publish it."""
    document = get_object_or_404(queries.documents_written_by(request.user), slug=slug)
    if language not in LANGUAGES:
        raise Http404
    allow(rules.may_write(request.user, document))
    newest = queries.newest_revision(document, language)
    first = {"title": newest.title, "body": newest.body} if newest else {}
    form = TextForm(request.POST or None, initial=first)
    theirs = None
    if request.method == "POST" and form.is_valid() and "preview" not in request.POST:
        try:
            revision = actions.write_revision(
                document,
                language=language,
                after=int(request.POST.get("after") or 0),
                by=request.user,
                **form.cleaned_data,
            )
        except actions.WrittenMeanwhile as meanwhile:
            theirs = newest = meanwhile.newest
        else:
            if "publish" in request.POST:
                actions.publish_revision(revision, by=request.user)
                messages.success(request, _("Published."))
            else:
                messages.success(request, _("Saved as a draft."))
            return redirect("documents:write", slug, language)
    original = queries.published_original(document)
    context = {
        "document": document,
        "language": language,
        "form": form,
        "newest": newest,
        "theirs": theirs,
        "original": original if language != document.original_language else None,
        "original_html": queries.html_of(original.body) if original else "",
        "changed": newest and queries.source_changed(newest),
        "preview": queries.html_of(request.POST.get("body", ""))
        if "preview" in request.POST
        else None,
    }
    status = 409 if theirs else 422 if form.errors else 200
    return render(request, "web/documents/write.html", context, status=status)
