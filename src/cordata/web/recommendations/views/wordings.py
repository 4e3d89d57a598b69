"""A version in another language, side by side with its source."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cordata.guidance.actions import wordings as actions
from cordata.guidance.actions.writing import NotInThisState, Typed
from cordata.guidance.models import Version
from cordata.guidance.queries.recommendations import drafts_of, versions_of
from cordata.guidance.queries.slots import slots_of
from cordata.guidance.queries.wordings import languages_of, texts_in
from cordata.networks.actions.stale import ChangedBySomebody
from cordata.web.networks.conflict import conflict_of, renewed
from cordata.web.recommendations.views.work import recommendation_for_work
from cordata.web.recommendations.words import slot_name, typed_in_words
from cordata.web.requests import Request, posted

NAMES = dict(settings.LANGUAGES)
SHORT = 90
SEEN = "seen"  # no slot is called so


@require_http_methods(["GET", "POST"])
def word(request: Request, number: int, language: str) -> HttpResponse:
    """Of the version that is worked on, else of the one that holds."""
    version = _version(request, number)
    if language not in NAMES or language == version.language:
        raise Http404
    source = slots_of(version)
    stands = _stands(version, language, source)
    form = _form(source, stands, language, posted(request))
    conflict = None
    if request.method == "POST" and form.is_valid():
        try:
            given = dict(form.cleaned_data)
            actions.word_in(version, language, given, seen=given.pop(SEEN), by=request.user)
        except Typed as typed:
            form.add_error(typed.slot, typed_in_words(typed.slot, typed.numbers))
        except actions.OtherNumbers as other:
            form.add_error(other.slot, _("Quote the same numbers as the source, all of them."))
        except actions.Bolder as bolder:
            form.add_error(bolder.slot, _bolder(bolder))
        except NotInThisState:
            form.add_error(
                None,
                _("The panel votes on these words: they cannot change until it is closed."),
            )
        except ChangedBySomebody as faster:
            now = _stands(version, language, source)
            conflict = conflict_of(version.public_id, form, _form(source, now, language, None))
            form = renewed(form, faster.now.revision, SEEN)
        else:
            messages.success(request, _("Saved."))
            return redirect("recommendations:wording", number, language)
    context = {
        "recommendation": version.recommendation,
        "version": version,
        "form": form,
        "conflict": conflict,
        "pairs": [(form[slot], text) for slot, text in source.items()],
        "language": language,
        "language_name": NAMES[language],
        "is_outdated": languages_of(version).get(language, False),
    }
    status = 422 if form.errors else 409 if conflict else 200
    return render(request, "web/recommendations/wording.html", context, status=status)


def _version(request: Request, number: int) -> Version:
    recommendation = recommendation_for_work(request, number)
    found = drafts_of(recommendation).first() or versions_of(recommendation).first()
    if found is None:
        raise Http404
    return found


def _stands(version: Version, language: str, source: dict[str, str]) -> dict[str, Any]:
    """The translation of now, with its counter."""
    row = version.wordings.filter(language=language).first()
    theirs = texts_in(version, language, source).theirs
    return dict(theirs) | {SEEN: row.revision if row else 0}


def _form(
    source: dict[str, str], theirs: dict[str, Any], language: str, data: Any
) -> forms.Form:
    """A field for each text, as long as its source needs."""
    fields = {
        slot: forms.CharField(
            label=slot_name(slot),
            required=False,
            widget=forms.Textarea(
                attrs={"rows": max(2, 1 + len(text) // SHORT), "lang": language}
            ),
        )
        for slot, text in source.items()
    }
    form = forms.Form(data, initial=theirs)
    form.fields.update(fields)
    form.fields[SEEN] = forms.IntegerField(widget=forms.HiddenInput, required=False)
    return form


def _bolder(bolder: actions.Bolder) -> str:
    return _("This claims more than the evidence allows: “%(sentence)s”") % {
        "sentence": bolder.sentences[0]
    }
