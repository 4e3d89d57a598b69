"""Change a planned activity: another day, place, link or points."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cordata.cycles.actions.activities import ToldAlready
from cordata.cycles.actions.moving import move_activity
from cordata.networks.actions.stale import ChangedBySomebody
from cordata.web.cycles.forms.activities import MoveForm
from cordata.web.cycles.views.activities import activity_of, members_of
from cordata.web.forms import with_version
from cordata.web.requests import Request, posted


@require_http_methods(["GET", "POST"])
def move(request: Request, activity: str) -> HttpResponse:
    """Everything as it stands; the schools get one letter about the change."""
    which = activity_of(request, activity)
    form = MoveForm(posted(request), activity=which, members=members_of(which.cluster))
    status = 422 if form.errors else 200
    if request.method == "POST" and form.is_valid():
        try:
            letters = move_activity(which, by=request.user, **form.facts())
        except ChangedBySomebody as meanwhile:
            which, status = meanwhile.now, 409
            form.add_error(None, _("A colleague changed it meanwhile. Both are shown here."))
            form.data = with_version(form.data, which.sequence)
        except ToldAlready as told:
            which, status = told.activity, 409
            form.add_error(None, _("It is told or cancelled already, and stays as it is."))
        else:
            changed = _("Changed. The other schools get a letter about it.")
            messages.success(request, changed if letters else _("Saved."))
            return redirect("cycles:activity", which.public_id)
    context = {
        "activity": which,
        "cluster": which.cluster,
        "zone": which.cluster.cohort.country.time_zone,
        "form": form,
        "begun": which.starts_at <= timezone.now(),
        "clash": status == 409,  # noqa: PLR2004 - HTTP's own number
    }
    return render(request, "web/cycles/move.html", context, status=status)
