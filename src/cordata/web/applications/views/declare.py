"""The head's or founder's page: what the school applies for, and agree or not."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cordata.calls.actions import declaring
from cordata.calls.models import Declaration
from cordata.documents.queries import text_for
from cordata.web.applications.find import declaration_of
from cordata.web.applications.forms import AgreeForm
from cordata.web.doors import public


@public
@require_http_methods(["GET", "POST"])
def agree(request: HttpRequest, token: str) -> HttpResponse:
    """Read, then agree or say why not. No account."""
    declaration = declaration_of(token)
    agrees = request.POST.get("answer", "agree") == "agree"
    form = AgreeForm(request.POST if request.method == "POST" else None, agrees=agrees)
    words = _words(declaration)
    if request.method == "POST" and form.is_valid():
        _answer(declaration, form, words, agrees=agrees)
        declaration.refresh_from_db()
    application = declaration.application
    context = {
        "declaration": declaration,
        "application": application,
        "call": application.call,
        "text": text_for(application.call.text, request.LANGUAGE_CODE),
        "words": words,
        "form": form,
    }
    status = 422 if form.errors else 200
    return render(request, "web/applications/agree.html", context, status=status)


def _answer(declaration: Declaration, form: AgreeForm, words: str, *, agrees: bool) -> None:
    signed_as, why = form.cleaned_data["signed_as"], form.cleaned_data["why"]
    try:
        if not agrees:
            declaring.decline_declaration(declaration, why=why)
        else:
            declaring.give_declaration(declaration, signed_as=signed_as, words=words)
    except ValueError:
        form.add_error(None, _("This was answered already."))


def _words(declaration: Declaration) -> str:
    application = declaration.application
    facts = {"school": application.school.name, "reference": application.call.reference}
    if declaration.kind == Declaration.Kind.FOUNDER:
        return (
            _(
                "As founder of %(school)s I know of its application to the call %(reference)s and "
                "have no objection."
            )
            % facts
        )
    hours = application.call.mentor_hours
    if application.side == "mentee":
        hours = application.call.mentee_hours
    return _(
        "As head of %(school)s I agree to its application to the call %(reference)s. The school "
        "gives about %(hours)d hours of work a year to it."
    ) % {**facts, "hours": hours}
