"""The term's page: written together, kept in every version, taken into the report."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cordata.clusters.models import Cluster
from cordata.clusters.queries.clusters import clusters_entered_by
from cordata.cycles import rules
from cordata.cycles.actions import reviews as actions
from cordata.cycles.models import TermPage
from cordata.cycles.queries.reviews import terms_of
from cordata.networks.actions import ChangedBySomebody
from cordata.web.clusters.views.find import version_in
from cordata.web.line.receipts import receipt_of
from cordata.web.networks.conflict import conflict_of, renewed
from cordata.web.requests import Request, allow, posted
from cordata.web.reviews.forms import TermForm


def _cluster(request: Request, cluster: str) -> Cluster:
    which = get_object_or_404(clusters_entered_by(request.user), public_id=cluster)
    allow(rules.may_do_together(request.user, which))
    return which


def _named(term: int) -> str:
    if term not in TermPage.Term.values:
        raise Http404
    return str(TermPage.Term(term).label)


@require_GET
def of_cluster(request: Request, cluster: str) -> HttpResponse:
    """The terms of the year, each with its page or without."""
    which = _cluster(request, cluster)
    context = {"cluster": which, "terms": terms_of(which)}
    return render(request, "web/reviews/terms.html", context)


@require_http_methods(["GET", "POST"])
def show(request: Request, cluster: str, term: int) -> HttpResponse:
    """Three questions and what the cluster says; of two people the later sees both."""
    which, name = _cluster(request, cluster), _named(term)
    page = TermPage.objects.filter(cluster=which, term=term).first()
    form = TermForm(posted(request), initial=_words(page))
    conflict, taken = None, page is not None and page.taken_at is not None
    if form.is_bound and form.is_valid():
        try:
            receipt = receipt_of(request)
            actions.write_term(
                which, term, receipt=receipt, by=request.user, **form.cleaned_data
            )
        except ChangedBySomebody as changed:
            page = changed.now
            conflict = conflict_of(page.public_id, form, TermForm(initial=_words(page)))
            form = renewed(form, page.version)
        except actions.TakenAlready:
            taken = True
            form.add_error(
                None,
                _("The report took this page meanwhile. Ask your coordinator to give it back."),
            )
        else:
            messages.success(request, _("Saved. It is the page of this term."))
            return redirect("reviews:term", which.public_id, term)
    context = {
        "cluster": which,
        "term": term,
        "name": name,
        "written": page,
        "versions": _versions(page),
        "answers": [(form.fields[key].label, getattr(page, key)) for key in page.QUESTIONS]
        if page
        else [],
        "taken": taken,
        "may_take": rules.may_take_term(request.user, which),
        "form": form,
        "conflict": conflict,
    }
    status = 409 if conflict or (form.errors and taken) else 422 if form.errors else 200
    return render(request, "web/reviews/term.html", context, status=status)


def _versions(page: TermPage | None) -> list[object]:
    if page is None:
        return []
    return list(page.versions.select_related("written_by").order_by("-number"))


def _words(page: TermPage | None) -> dict[str, object]:
    if page is None:
        return {}
    return {"version": page.version} | {name: getattr(page, name) for name in page.QUESTIONS}


@require_POST
def take(request: Request, cluster: str, term: int) -> HttpResponse:
    """The coordinator takes the page into the report as it stands, or gives it back."""
    which = _cluster(request, cluster)
    allow(rules.may_take_term(request.user, which))
    page = get_object_or_404(TermPage, cluster=which, term=term)
    try:
        if request.POST.get("back"):
            actions.give_back_term(page, by=request.user)
            messages.success(request, _("Given back. The cluster can write on it again."))
        else:
            version = version_in(request.POST.get("version"))
            actions.take_term(page, version=version, by=request.user)
            messages.success(request, _("Taken. It stays as it is now."))
    except ChangedBySomebody:
        messages.info(
            request, _("The cluster changed the page meanwhile. Read it again first.")
        )
    except actions.TakenAlready:
        messages.info(request, _("It was taken before."))
    return redirect("reviews:term", which.public_id, term)
