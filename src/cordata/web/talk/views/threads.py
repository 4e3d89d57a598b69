"""The threads of a cluster, one thread with its posts, and what people do in them."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cordata.clusters.models import Cluster
from cordata.cycles.actions import talk as actions
from cordata.cycles.models import Listener, Thread
from cordata.cycles.queries import talk as queries
from cordata.cycles.queries.addresses import reply_address
from cordata.cycles.queries.stopping import Kind, stop_token
from cordata.web.line.receipts import receipt_of
from cordata.web.requests import Request, posted
from cordata.web.talk.forms import AnswerForm, HearingForm, StartForm
from cordata.web.talk.views.find import cluster_of, thread_of
from cordata.web.talk.views.shown import shown

THREADS_A_PAGE = 25
POSTS_A_PAGE = 100


@require_GET
def list_threads(request: Request, cluster: str) -> HttpResponse:
    """Newest activity first, each with what is new."""
    which = cluster_of(request, cluster)
    found = queries.threads_of(which, request.user)
    context = {
        "cluster": which,
        "page": Paginator(found, THREADS_A_PAGE).get_page(request.GET.get("page")),
        "weekly": stop_token(Kind.WEEKLY, request.user),
    }
    return render(request, "web/talk/threads.html", context)


@require_http_methods(["GET", "POST"])
def start(request: Request, cluster: str) -> HttpResponse:
    """A new thread with its first post."""
    which = cluster_of(request, cluster)
    form = StartForm(posted(request), **_people(request, which))
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            thread = actions.start_thread(
                which, receipt=receipt_of(request), by=request.user, **form.facts()
            )
        except (actions.ThreadClosed, actions.NotYours) as refused:
            form.add_error(None, _in_words(refused))
            status = 409
        else:
            messages.success(request, _("It is there for your cluster to read."))
            return redirect("talk:thread", thread.public_id)
    status = 422 if form.errors and status == 200 else status  # noqa: PLR2004 - HTTP's numbers
    return render(
        request, "web/talk/start.html", {"cluster": which, "form": form}, status=status
    )


def _people(request: Request, cluster: Cluster) -> dict[str, Any]:
    """Who can be asked, and for which school the reader speaks."""
    schools = queries.schools_in(cluster)
    return {"schools": schools, "mine": queries.school_among(schools, request.user)}


def _in_words(refused: Exception) -> str:
    if isinstance(refused, actions.ThreadClosed):
        return _(
            "This cluster has come to its end: its conversations can be read, not answered."
        )
    return _("This page was sent before by somebody else. Open the conversation again.")


@require_GET
def show(request: Request, thread: str) -> HttpResponse:
    """The posts, oldest first, and the place to answer; what is new is marked."""
    which = thread_of(request, thread)
    return _page(request, which)


def _page(
    request: Request, thread: Thread, form: AnswerForm | None = None, status: int = 200
) -> HttpResponse:
    pages = Paginator(queries.posts_of(thread), POSTS_A_PAGE)
    page = pages.get_page(request.GET.get("page", pages.num_pages))
    people = _people(request, thread.cluster)
    listener = queries.listener_of(thread, request.user)
    zone = thread.cluster.cohort.country.time_zone
    posts = list(shown(page, reader=request.user.pk, read_to=listener.read_to, zone=zone))
    heard = queries.hears(listener, is_member=people["mine"] is not None)
    context = {
        "thread": thread,
        "cluster": thread.cluster,
        "page": page,
        "posts": posts,
        "form": form or AnswerForm(**people),
        "ways": Listener.Hears.choices,
        "hears": heard,
        "by_mail": bool(reply_address(listener)),
    }
    response = render(request, "web/talk/thread.html", context, status=status)
    if posts and posts[-1]["pk"] > listener.read_to:
        actions.mark_read(thread, read_to=posts[-1]["pk"], by=request.user)
    return response


@require_POST
def answer(request: Request, thread: str) -> HttpResponse:
    """Say something; sent twice, it is there once."""
    which = thread_of(request, thread)
    form = AnswerForm(request.POST, **_people(request, which.cluster))
    if not form.is_valid():
        return _page(request, which, form, status=422)
    try:
        receipt = receipt_of(request)
        post = actions.answer(which, receipt=receipt, by=request.user, **form.facts())
    except (actions.ThreadClosed, actions.NotYours) as refused:
        form.add_error(None, _in_words(refused))
        return _page(request, which, form, status=409)
    response = redirect("talk:thread", which.public_id)
    response.headers["Location"] += f"#{post.public_id}"
    return response


@require_POST
def hearing(request: Request, thread: str) -> HttpResponse:
    """A letter at once, the weekly letter, or nothing."""
    which = thread_of(request, thread)
    form = HearingForm(request.POST)
    if form.is_valid():
        actions.choose_hearing(which, by=request.user, **form.cleaned_data)
        messages.success(request, _("Noted."))
    else:
        messages.error(request, _("Choose one of the three."))
    return redirect("talk:thread", which.public_id)
