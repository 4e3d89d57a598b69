"""The page behind the link that stops letters. Opening it does nothing: its button does."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from cordata.cycles.actions.stopping import choose_letters
from cordata.cycles.queries.stopping import Kind, gets_letters, person_with
from cordata.web.doors import public


# A mail program's own button posts here without our pages (RFC 8058); the signed link is what
# permits it, and it permits no more than this.
@csrf_exempt
@public
@require_http_methods(["GET", "POST"])
def choose(request: HttpRequest, token: str, kind: Kind) -> HttpResponse:
    """Whether they come; without a sign-in, for whoever reads the person's mail."""
    person = person_with(kind, token)
    if person is None:
        raise Http404
    if request.method == "POST":
        # Whoever had the link: nobody has signed in.
        choose_letters(kind, person, wanted=bool(request.POST.get("again")), by=None)
        return redirect(request.path)
    context = {
        "person": person,
        "gets": gets_letters(kind, person),
        "weekly": kind == Kind.WEEKLY,
    }
    response = render(request, "web/talk/letters.html", context)
    response.headers["Referrer-Policy"] = "no-referrer"  # the address is the permission
    return response
