"""A school tells a practice: from nothing, from its diary, from a visit that it told of."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cordata.cycles.models import Activity, DiaryEntry
from cordata.cycles.queries.diary import entries_read_by
from cordata.documents.actions.files import FileRefused
from cordata.networks.actions.stale import ChangedBySomebody
from cordata.networks.models import Participation
from cordata.networks.queries import participations_of_schools_of
from cordata.practices.actions import telling as actions
from cordata.practices.models import Practice, Prompt
from cordata.schools.queries.schools import my_school_ids
from cordata.web.documents.files import refusal_in_words
from cordata.web.line.receipts import receipt_of
from cordata.web.networks.conflict import conflict_of, renewed
from cordata.web.practices.forms.telling import PICTURE, TellingForm
from cordata.web.practices.views.ours import practice_of
from cordata.web.requests import Request, allow, posted


@require_http_methods(["GET", "POST"])
def new(request: Request) -> HttpResponse:
    """Seven questions; what a diary entry or a visit says already stands there."""
    schools = _schools(request)
    allow(bool(schools))
    entry, activity = _entry(request), _activity(request)
    form = TellingForm(
        posted(request),
        request.FILES if request.method == "POST" else None,
        schools=schools,
        initial=_carried(entry, activity),
    )
    if form.is_bound and form.is_valid():
        try:
            practice = actions.start_practice(
                form.writer(), form.told(), language=get_language() or "en", entry=entry,
                activity=activity, upload=form.cleaned_data["upload"],
                receipt=receipt_of(request), by=request.user,
            )  # fmt: skip
        except FileRefused as refused:
            form.add_error("upload", refusal_in_words(refused.code))
        else:
            return _kept(request, practice, form)
    context = {"form": form, "key": f"{schools[0].public_id}:practice", "entry": entry}
    context |= {"activity": activity}
    status = 422 if form.errors else 200
    return render(request, "web/practices/tell.html", context, status=status)


@require_http_methods(["GET", "POST"])
def change(request: Request, prc: str) -> HttpResponse:
    """Go on with a draft; of two colleagues the later sees both versions."""
    practice = practice_of(request, prc)
    if practice.sent_at is not None and request.method == "GET":
        return redirect("practices:our-practice", practice.public_id)
    form = _form(request, practice)
    conflict = None
    if form.is_bound and form.is_valid():
        try:
            actions.change_practice(
                practice, form.told(), upload=form.cleaned_data["upload"],
                version=form.cleaned_data["version"], by=request.user,
            )  # fmt: skip
        except FileRefused as refused:
            form.add_error("upload", refusal_in_words(refused.code))
        except ChangedBySomebody as changed:
            theirs = TellingForm(schools=[practice.participation], initial=_words(changed.now))
            conflict = conflict_of(practice.public_id, form, theirs)
            form = renewed(form, changed.now.version)
        except actions.SentAlready:
            now = practice_of(request, prc)
            theirs = TellingForm(schools=[now.participation], initial=_words(now))
            conflict = conflict_of(practice.public_id, form, theirs)
            if not conflict.differences:  # the same words, arriving again: nothing is lost
                messages.info(request, _("It is sent already."))
                return redirect("practices:our-practice", practice.public_id)
            form.add_error(None, _("It is sent already."))
        else:
            return _kept(request, practice, form)
    context = {"form": form, "key": f"{practice.public_id}:telling", "practice": practice}
    context["conflict"] = conflict
    status = 409 if conflict else 422 if form.errors else 200
    return render(request, "web/practices/tell.html", context, status=status)


def _kept(request: Request, practice: Practice, form: TellingForm) -> HttpResponse:
    """It is kept; and sent, if that was pressed."""
    if not form.is_sent:
        messages.success(request, _("Kept as a draft. Your colleagues can go on with it."))
        return redirect("practices:change", practice.public_id)
    try:
        actions.send_practice(practice, by=request.user)
        messages.success(
            request, _("Sent. The researchers write to you if they have questions.")
        )
    except actions.SentAlready:
        messages.info(request, _("It is sent already."))
    return redirect("practices:our-practice", practice.public_id)


def _form(request: Request, practice: Practice) -> TellingForm:
    return TellingForm(
        posted(request),
        request.FILES if request.method == "POST" else None,
        schools=[practice.participation],
        has_picture=practice.picture_id is not None,
        initial=_words(practice),
    )


def _words(practice: Practice) -> dict[str, Any]:
    plain = ("version", "outcome", "began_on", "takes_questions", *PICTURE, *Prompt.values)
    return {name: getattr(practice, name) for name in plain}


def _schools(request: Request) -> list[Participation]:
    """Each school of this person once, as it takes part now."""
    found: dict[int, Participation] = {}
    for one in participations_of_schools_of(request.user):
        found.setdefault(one.school_id, one)
    return list(found.values())


def _entry(request: Request) -> DiaryEntry | None:
    """The diary entry that an address names, of a school of this person."""
    wanted = request.GET.get("entry", "")
    if not wanted:
        return None
    mine = my_school_ids(request.user)
    found = entries_read_by(request.user).filter(
        public_id=wanted, participation__school__public_id__in=mine
    )
    return _or_404(found.first())


def _activity(request: Request) -> Activity | None:
    """The told activity that an address names, of a cluster of this person's schools."""
    wanted = request.GET.get("activity", "")
    if not wanted:
        return None
    mine = my_school_ids(request.user)
    found = Activity.objects.filter(
        public_id=wanted, told_at__isnull=False,
        cluster__memberships__participation__school__public_id__in=mine,
    )  # fmt: skip
    return _or_404(found.first())


def _or_404[Thing](thing: Thing | None) -> Thing:
    if thing is None:
        raise Http404
    return thing


def _carried(entry: DiaryEntry | None, activity: Activity | None) -> dict[str, Any]:
    """Their words, where they answer a question: nothing is copied by hand."""
    carried: dict[str, Any] = {}
    if entry:
        is_lesson = entry.kind == DiaryEntry.Kind.LEARNING
        carried = {"worked" if is_lesson else "done": entry.text, "began_on": entry.happened_on}
    if activity:
        went = activity.went in {Activity.Went.WELL, Activity.Went.PARTLY}
        carried = {
            "done": "\n".join(activity.points),
            "worked" if went else "failed": activity.sentence,
            "advice": activity.next_step,
            "began_on": activity.starts_at.date(),
        }
    return carried
