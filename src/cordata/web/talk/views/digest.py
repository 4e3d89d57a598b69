"""The page behind the link of the weekly letter. Opening it does nothing: its button does."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from cordata.cycles.actions.digests import resume_digest, stop_digest
from cordata.cycles.queries.addresses import person_of_digest_token
from cordata.cycles.queries.digests import gets_digest
from cordata.web.doors import public


# A mail program's own button posts here without our pages (RFC 8058); the signed link is what
# permits it, and it permits no more than this.
@csrf_exempt
@public
@require_http_methods(["GET", "POST"])
def choose(request: HttpRequest, token: str) -> HttpResponse:
    """Whether the weekly letter comes; without a sign-in, for whoever reads the person's mail."""
    person = person_of_digest_token(token)
    if person is None:
        raise Http404
    if request.method == "POST":
        change = resume_digest if request.POST.get("again") else stop_digest
        change(person, by=None)  # whoever had the link: nobody has signed in
        return redirect("talk:weekly-letter", token)
    context = {"person": person, "gets": gets_digest(person)}
    response = render(request, "web/talk/weekly_letter.html", context)
    response.headers["Referrer-Policy"] = "no-referrer"  # the address is the permission
    return response
