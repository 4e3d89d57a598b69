"""Entries: a cluster's diary, those shared with me, one of them, and what changes it."""

from contextlib import suppress
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cordata.clusters.models import Cluster
from cordata.clusters.queries.clusters import clusters_entered_by
from cordata.cycles import rules
from cordata.cycles.actions import diary as actions
from cordata.cycles.models import Activity, DiaryEntry, Goal
from cordata.cycles.queries.diary import (
    entries_in,
    entries_read_by,
    goals_told,
    post_of,
    reads_diaries,
    schools_writing_in,
)
from cordata.documents.actions.files import FileRefused
from cordata.networks.actions import ChangedBySomebody
from cordata.networks.models import Participation
from cordata.web.diary.forms import EntryForm
from cordata.web.documents.files import refusal_in_words, served, served_small
from cordata.web.line.receipts import receipt_of
from cordata.web.networks.conflict import conflict_of, renewed
from cordata.web.requests import Request, allow, posted

PAGE = 20
MOST_ACTIVITIES = 30


@require_http_methods(["GET", "POST"])
def of_cluster(request: Request, cluster: str) -> HttpResponse:
    """What the schools of a cluster wrote; for its teams a form above it."""
    seen = clusters_entered_by(request.user).select_related(None)
    which = get_object_or_404(seen, public_id=cluster)
    schools = schools_writing_in(request.user, which)
    form = None
    if request.method == "POST":
        allow(bool(schools))
    if schools:
        initial = {name: request.GET.get(name, "") for name in ("goal", "activity")}
        form = _form(request, which, schools, initial=initial)
    if form and form.is_bound and form.is_valid():
        try:
            actions.write_entry(
                form.writer(), which, receipt=receipt_of(request), by=request.user,
                **form.facts(),
            )  # fmt: skip
        except FileRefused as refused:
            form.add_error("upload", refusal_in_words(refused.code))
        else:
            messages.success(request, _("It stands in the diary."))
            return redirect("diary:cluster", which.public_id)
    page = Paginator(entries_in(which), PAGE).get_page(request.GET.get("page"))
    context = {
        "cluster": which,
        "page": page,
        "goals_told": goals_told(request.user, page),
        "form": form,
    }
    status = 422 if form and form.errors else 200
    return render(request, "web/diary/cluster.html", context, status=status)


def _form(
    request: Request,
    cluster: Cluster,
    schools: list[Participation],
    *,
    initial: dict[str, Any],
    entry: DiaryEntry | None = None,
) -> EntryForm:
    """``entry``, if one is changed: what it belongs to stays on offer, however that ended."""
    goals = Goal.objects.filter(participation__in=schools, dropped_at=None)
    alive = Activity.objects.filter(cluster=cluster, cancelled_at=None)
    activities = list(alive.order_by("-starts_at")[:MOST_ACTIVITIES])
    return EntryForm(
        posted(request),
        request.FILES if request.method == "POST" else None,
        schools=schools,
        goals=_with(entry.goal if entry else None, list(goals.order_by("place"))),
        activities=_with(entry.activity if entry else None, activities),
        initial=initial,
    )


def _with[T](tied: T | None, offered: list[T]) -> list[T]:
    return offered if tied is None or tied in offered else [*offered, tied]


@require_GET
def shared(request: Request) -> HttpResponse:
    """Every entry this person may read, newest day first."""
    if not reads_diaries(request.user):
        raise Http404
    kind = request.GET.get("kind", "")
    found = entries_read_by(request.user)
    if kind in DiaryEntry.Kind.values:
        found = found.filter(kind=kind)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "goals_told": goals_told(request.user, page),
        "kinds": DiaryEntry.Kind.choices,
        "kind": kind,
        "across": True,
    }
    return render(request, "web/diary/shared.html", context)


def entry_of(request: Request, entry: str, *, to_change: bool = False) -> DiaryEntry:
    """The entry an address names, if this person may read it; else 404."""
    found = get_object_or_404(entries_read_by(request.user), public_id=entry)
    if to_change:
        allow(rules.may_keep_diary(request.user, found.participation))
    return found


@require_GET
def show(request: Request, entry: str) -> HttpResponse:
    """One entry; for its school with what can be done with it."""
    which = entry_of(request, entry)
    ours = rules.may_keep_diary(request.user, which.participation)
    context = {
        "entry": which,
        "cluster": which.cluster,
        "goals_told": goals_told(request.user, [which]),
        "ours": ours,
        "may_enter": rules.may_do_together(request.user, which.cluster),
        "post": post_of(which) if ours else None,
    }
    return render(request, "web/diary/entry.html", context)


@require_http_methods(["GET", "POST"])
def change(request: Request, entry: str) -> HttpResponse:
    """Say it otherwise, or to other people; of two colleagues the later sees both."""
    which = entry_of(request, entry, to_change=True)
    ours = [which.participation]
    form = _form(request, which.cluster, ours, initial=_words(which), entry=which)
    conflict = None
    if form.is_bound and form.is_valid():
        version = form.cleaned_data["version"]
        try:
            receipt = receipt_of(request)
            actions.change_entry(
                which, version=version, receipt=receipt, by=request.user, **form.facts()
            )
        except FileRefused as refused:
            form.add_error("upload", refusal_in_words(refused.code))
        except actions.ProposedAlready:
            message = _("The picture is public or proposed. Take the post back first.")
            form.add_error("upload", message)
        except ChangedBySomebody as changed:
            now = _unsent(form, changed.now)
            conflict = conflict_of(which.public_id, form, now)
            form = renewed(form, changed.now.version)
        else:
            messages.success(request, _("Saved."))
            return redirect("diary:entry", which.public_id)
    context = {"entry": which, "cluster": which.cluster, "form": form, "conflict": conflict}
    status = 409 if conflict else 422 if form.errors else 200
    return render(request, "web/diary/change.html", context, status=status)


def _unsent(form: EntryForm, entry: DiaryEntry) -> EntryForm:
    """The entry as it stands now, to be compared with what was sent."""
    known = form.known
    return EntryForm(
        schools=[*known["school"].values()],
        goals=[*known["goal"].values()],
        activities=[*known["activity"].values()],
        initial=_words(entry),
    )


def _words(entry: DiaryEntry) -> dict[str, Any]:
    plain = ("version", "kind", "text", "happened_on", "video", "readers")
    tied = {
        "goal": entry.goal.public_id if entry.goal else "",
        "activity": entry.activity.public_id if entry.activity else "",
    }
    return {name: getattr(entry, name) for name in plain} | tied


@require_POST
def take_out(request: Request, entry: str) -> HttpResponse:
    """Nobody reads it any more, the public neither; pressed twice, it is gone once."""
    gone = DiaryEntry.objects.filter(public_id=entry, taken_out_at__isnull=False).first()
    if gone and rules.may_keep_diary(request.user, gone.participation):
        return redirect("diary:cluster", gone.cluster.public_id)
    which = entry_of(request, entry, to_change=True)
    with suppress(actions.TakenOut):
        actions.take_out(which, by=request.user)
    messages.success(request, _("It is taken out of the diary. Nobody can read it any more."))
    return redirect("diary:cluster", which.cluster.public_id)


@require_GET
def file(request: Request, entry: str) -> HttpResponse:
    """Its picture or its file, for whoever may read the entry."""
    which = entry_of(request, entry)
    if which.file is None:
        raise Http404
    small = which.has_picture and "small" in request.GET
    return served_small(which.file.public_id) if small else served(which.file.public_id)
