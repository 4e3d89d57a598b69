"""One's own post: said better while it is young, or taken back."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from cordata.cycles.actions import talk as actions
from cordata.cycles.queries.talk import begins
from cordata.web.requests import Request, posted
from cordata.web.talk.forms import EditForm
from cordata.web.talk.views.find import own_post


@require_http_methods(["GET", "POST"])
def edit(request: Request, post: str) -> HttpResponse:
    """For a quarter of an hour; what was typed stays on the page if that is over."""
    which = own_post(request, post)
    words = {"text": which.text, "title": which.thread.title}
    form = EditForm(posted(request), begins=begins(which), initial=words)
    status = 422 if form.errors else 200
    if request.method == "POST" and form.is_valid():
        try:
            actions.edit_post(which, by=request.user, **form.cleaned_data)
        except actions.TooLate:
            form.add_error(
                None,
                _(
                    "A quarter of an hour is over: others have read it. Write a new answer instead."
                ),
            )
            status = 409
        except actions.Withdrawn:
            form.add_error(None, _("You took this post back. Write a new answer instead."))
            status = 409
        else:
            return _back(which.thread.public_id, which.public_id)
    context = {"post": which, "thread": which.thread, "form": form}
    return render(request, "web/talk/edit.html", context, status=status)


@require_POST
def withdraw(request: Request, post: str) -> HttpResponse:
    """The words go, a line stays."""
    which = own_post(request, post)
    try:
        actions.withdraw_post(which, by=request.user)
    except actions.Withdrawn:
        messages.info(request, _("You had taken it back already."))
    else:
        messages.success(
            request, _("Your words are gone; a line says that you took them back.")
        )
    return _back(which.thread.public_id, which.public_id)


def _back(thread: str, post: str) -> HttpResponse:
    response = redirect("talk:thread", thread)
    response.headers["Location"] += f"#{post}"
    return response
