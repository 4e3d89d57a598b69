"""The researchers' desk: all recommendations of their projects, and the page of work on one."""

from typing import Any

from django.contrib import messages
from django.db.models import Prefetch
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cordata.evidence.models import Project
from cordata.evidence.queries.projects import projects_seen_by
from cordata.guidance.actions.beginning import AlreadyBegun, begin_version
from cordata.guidance.actions.writing import Typed, open_recommendation
from cordata.guidance.models import Recommendation, Version, VersionReview
from cordata.guidance.queries.certainty import strengths_allowed, why_not_strong
from cordata.guidance.queries.recommendations import drafts_of, seen_by, versions_of
from cordata.guidance.queries.stale import open_notices, waiting_for
from cordata.guidance.queries.wanting import wanting_of
from cordata.guidance.queries.wordings import languages_of
from cordata.guidance.rules import recommendations as rules
from cordata.web.evidence.since import differences_in
from cordata.web.exchange.rows import results
from cordata.web.recommendations.forms.deciding import (
    NoticeForm,
    ReviewForm,
    ScheduleForm,
    SuccessorForm,
    WithdrawForm,
)
from cordata.web.recommendations.forms.drafts import OpenForm
from cordata.web.recommendations.page import with_rows
from cordata.web.recommendations.views.reading import language_now, to_work
from cordata.web.recommendations.words import (
    loose_in_words,
    typed_in_words,
    wanting_in_words,
    why_not_strong_in_words,
)
from cordata.web.requests import Request, posted


@require_GET
def desk(request: Request) -> HttpResponse:
    """What waits for a decision, then everything; for researchers alone."""
    projects = list(projects_seen_by(request.user))
    if not projects:
        raise Http404
    mine = seen_by(request.user).filter(project__in=projects).prefetch_related("versions")
    context = {
        "projects": projects,
        "notices": list(waiting_for(request.user)),
        "recommendations": [(one, _latest(one)) for one in mine],
    }
    return render(request, "web/recommendations/desk.html", context)


@require_http_methods(["GET", "POST"])
def open_one(request: Request, prj: str) -> HttpResponse:
    """A question, and the first words of an answer."""
    project = get_object_or_404(projects_seen_by(request.user), public_id=prj)
    form = OpenForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            made = _open(project, form, request)
        except Typed as typed:
            form.add_error(typed.slot, typed_in_words(typed.slot, typed.numbers))
        else:
            messages.success(request, _("Opened. Put findings under it next."))
            return to_work(made.recommendation.number)
    context = {"project": project, "form": form}
    status = 422 if form.errors else 200
    return render(request, "web/recommendations/open.html", context, status=status)


def _open(project: Project, form: OpenForm, request: Request) -> Version:
    return open_recommendation(
        project, language=language_now(), by=request.user, **form.cleaned_data
    )


@require_GET
def work(request: Request, number: int) -> HttpResponse:
    """How it stands, and what comes next."""
    return work_page(request, recommendation_for_work(request, number))


@require_POST
def begin(request: Request, number: int) -> HttpResponse:
    """The next version, from what the last one says."""
    recommendation = recommendation_for_work(request, number)
    try:
        begin_version(recommendation, is_major="major" in request.POST, by=request.user)
    except AlreadyBegun:
        messages.error(request, _("A next version is worked on already."))
    except LookupError:
        messages.error(request, _("It does not stand any more."))
    return redirect("recommendations:work", number)


def recommendation_for_work(request: Request, number: int) -> Recommendation:
    """One that this researcher works on; else 404."""
    found = get_object_or_404(seen_by(request.user), number=number)
    if not rules.may_work_on(request.user, found):
        raise Http404
    return found


def draft_for_work(request: Request, number: int) -> Version:
    """The version that is worked on; 404 if none is."""
    found = drafts_of(recommendation_for_work(request, number)).first()
    if found is None:
        raise Http404
    return found


def work_page(
    request: Request, recommendation: Recommendation, status: int = 200, **more: Any
) -> HttpResponse:
    """The page, with what was just tried on it."""
    draft = with_reviews(drafts_of(recommendation)).first()
    is_first = draft is not None and (draft.major, draft.minor) == (1, 0)
    newest = None if is_first else versions_of(recommendation).first()
    context: dict[str, Any] = {
        "recommendation": recommendation,
        "draft": draft,
        "newest": newest,
        "source_language": (draft or newest or Version()).language,
        "notices": [
            (one, differences_in(one.what), NoticeForm())
            for one in (open_notices(newest) if newest else ())
        ],
        "since": results(recommendation, since_newest=True),
        "withdraw_form": WithdrawForm() if newest else None,
        "successor_form": SuccessorForm() if newest else None,
    }
    if draft is not None:
        context |= _draft_work(request, draft)
    elif newest is not None:
        context["languages"] = languages_of(newest)
    return render(request, "web/recommendations/work.html", context | more, status=status)


def with_reviews(drafts: Any) -> Any:
    """Drafts with all that they say, rest on, and who stands for them."""
    said = VersionReview.objects.select_related("by").order_by("pk")
    return with_rows(drafts).prefetch_related(Prefetch("reviews", said))


def _draft_work(request: Request, draft: Version) -> dict[str, Any]:
    wanting = wanting_of(draft)
    rules_say = wanting.rules
    in_review = draft.state == Version.State.IN_REVIEW
    allowed = strengths_allowed(draft, rules_say, wanting.known) if rules_say else []
    return {
        "wanting": [wanting_in_words(code) for code in wanting.codes]
        + [loose_in_words(one) for one in wanting.loose],
        "bold": wanting.bold,
        "may_publish": wanting.nothing and in_review,
        "allowed": [one.label for one in allowed],
        "not_strong": [
            why_not_strong_in_words(code)
            for code in why_not_strong(draft, rules_say, wanting.known)
        ]
        if rules_say
        else [],
        "may_write": rules.may_write(request.user, draft),
        "panel": wanting.panel,
        "reviews": sorted(draft.reviews.all(), key=lambda one: (one.at, one.pk), reverse=True),
        "review_form": ReviewForm(initial={"revision": draft.revision})
        if in_review and rules.may_review(request.user, draft)
        else None,
        "schedule_form": ScheduleForm(initial={"at": draft.publish_at}) if in_review else None,
        "languages": languages_of(draft),
    }


def _latest(recommendation: Recommendation) -> Version | None:
    """Of what was fetched: the version that is worked on, else the last one."""
    every = sorted(recommendation.versions.all(), key=lambda one: (one.major, one.minor))
    return every[-1] if every else None
