"""Questions about a call: asked by anybody, answered at the desk."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from cordata.calls import rules
from cordata.calls.actions.questions import answer_question, ask_question
from cordata.calls.queries.calls import all_questions
from cordata.calls.queries.clock import Phase, phase
from cordata.web.calls.forms.basics import AnswerForm, QuestionForm
from cordata.web.calls.views.find import call_of, public_call
from cordata.web.calls.views.public import call_page
from cordata.web.doors import public
from cordata.web.limits import too_often
from cordata.web.requests import Request, allow

MOST_AN_HOUR = 20  # questions to one call from one address of the network


@public
@require_POST
def ask(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask without an account; the answer is public, who asked is not."""
    call = public_call(slug)
    form = QuestionForm(request.POST)
    if phase(call) == Phase.CLOSED:
        messages.error(request, _("This call has closed; questions are no longer answered."))
        return redirect("calls:public", slug)
    if not form.is_valid():
        return call_page(request, call, form, 422)
    if too_often(request, f"call-questions:{slug}", MOST_AN_HOUR):
        said = _("Many questions came from your network. Try again in an hour.")
        form.add_error(None, said)
        return call_page(request, call, form, 429)
    ask_question(
        call,
        text=form.cleaned_data["text"],
        email=form.cleaned_data["email"],
        language=request.LANGUAGE_CODE,
    )
    messages.success(request, _("Thank you. The answer will stand on this page."))
    return redirect("calls:public", slug)


@require_http_methods(["GET", "POST"])
def answer(request: Request, cc: str, call: str) -> HttpResponse:
    """Every question of a call; answers are sent and shown at once."""
    which = call_of(request.user, cc, call)
    allow(rules.may_edit_call(request.user, which))
    form = AnswerForm(request.POST if request.method == "POST" else None)
    asked = request.POST.get("question", "")
    if request.method == "POST" and form.is_valid():
        question = get_object_or_404(which.questions, public_id=asked)
        answer_question(question, by=request.user, **form.cleaned_data)
        messages.success(request, _("The answer is out."))
        return redirect("calls:questions", cc, which.public_id)
    context = {
        "cc": cc,
        "call": which,
        "asked": asked,
        "questions": [
            (one, form if one.public_id == asked else AnswerForm(auto_id=f"{one.public_id}_%s"))
            for one in all_questions(which)
        ],
    }
    status = 422 if form.errors else 200
    return render(request, "web/calls/questions.html", context, status=status)
