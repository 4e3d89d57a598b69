"""What a cluster is asked together: after a visit, about a course, how it works with each other."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cordata.surveys import rules
from cordata.surveys.actions.rounds import ask_cluster
from cordata.surveys.queries.forms import instruments_to_ask
from cordata.surveys.queries.rounds import counts_of, rounds_of_cluster
from cordata.web.line.receipts import receipt_of
from cordata.web.requests import Request, allow, posted
from cordata.web.surveys.find import cluster_of
from cordata.web.surveys.forms.rounds import USUAL, FeedbackForm, title_of


@require_http_methods(["GET", "POST"])
def ask(request: Request, cluster: str) -> HttpResponse:
    """What was asked, and for the mentor school the next question."""
    which = cluster_of(request, cluster)
    may_ask = rules.may_ask_cluster(request.user, which)
    if request.method == "POST":
        allow(may_ask)
    versions = instruments_to_ask(which.cohort.country_id, whole_school=False)
    form = FeedbackForm(
        posted(request),
        versions=versions,
        country=which.cohort.country,
        initial={"closes_at": timezone.localdate() + USUAL},
    )
    if request.method == "POST" and form.is_valid():
        receipt = receipt_of(request)
        begun = ask_cluster(which, receipt=receipt, by=request.user, **form.cleaned_data)
        messages.success(request, _("It has begun. Pass the link on."))
        return redirect("surveys:round", begun.public_id)
    found = list(rounds_of_cluster(which))
    counts = counts_of(found)
    now = timezone.now()
    context = {
        "cluster": which,
        "rows": [
            {"round": one, "title": title_of(one.instrument), "voices": counts.get(one.pk, []),
             "is_over": one.is_over(now)}
            for one in found
        ],
        "form": form if may_ask and versions else None,
        "may_ask": may_ask,
    }  # fmt: skip
    status = 422 if form.errors else 200
    return render(request, "web/surveys/feedback.html", context, status=status)
