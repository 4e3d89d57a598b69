"""The other end of an invitation's link."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from cordata.accounts import actions
from cordata.accounts.queries import invitation_with
from cordata.web.accounts.forms import JoinForm
from cordata.web.accounts.views.sign_in import sign_in
from cordata.web.doors import public


@public
@require_http_methods(["GET", "POST"])
def join(request: HttpRequest, token: str) -> HttpResponse:
    """Who invites me to what, and what others will see of me; then one button."""
    invitation = invitation_with(actions.digest(token))
    if invitation is None:
        raise Http404
    form = JoinForm(request.POST or None, initial={"name": invitation.name})
    state = actions.state_of(invitation)
    if state != "open":
        context = {"invitation": invitation, "state": state}
        return render(request, "web/accounts/join_over.html", context, status=410)
    if request.method == "POST" and form.is_valid():
        try:
            person = actions.accept_invitation(
                invitation, name=form.cleaned_data["name"], by=None
            )
        except actions.InvitationOver as over:
            context = {"invitation": invitation, "state": over.state}
            return render(request, "web/accounts/join_over.html", context, status=410)
        return sign_in(request, person)
    context = {"invitation": invitation, "form": form}
    status = 422 if form.errors else 200
    return render(request, "web/accounts/join.html", context, status=status)
