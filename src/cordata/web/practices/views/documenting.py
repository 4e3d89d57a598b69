"""Researchers: what schools sent, and the record that is made of it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cordata.networks.actions.stale import ChangedBySomebody
from cordata.practices.actions import documenting as actions
from cordata.practices.actions.validating import NotYetValidated, publish_record
from cordata.practices.models import Edition, Practice, Prompt, Stage
from cordata.practices.queries.records import (
    changes_asked,
    decided_on,
    edition_at_work,
    edition_shown,
    evidence_of,
    missing_in,
    questions_on,
    standing_of,
)
from cordata.practices.queries.seen import (
    documents_practices,
    editions_validated_by,
    practices_documented_by,
)
from cordata.web.networks.conflict import conflict_of, renewed
from cordata.web.practices.forms.deciding import AskForm
from cordata.web.practices.forms.record import RecordForm
from cordata.web.practices.forms.tying import EvidenceForm
from cordata.web.practices.reading import claims_of
from cordata.web.practices.state import state_of, states_of
from cordata.web.practices.words import missing_in_words
from cordata.web.requests import Request, posted


@require_GET
def queue(request: Request) -> HttpResponse:
    """What schools sent, what waited longest first, and what waits for a validation."""
    if not documents_practices(request.user):
        raise Http404
    practices = list(practices_documented_by(request.user))
    states = states_of(practices)
    rows = [(one, *states[one.pk]) for one in practices]
    context = {
        "open": [row for row in rows if row[2] != "done"],
        "done": [row for row in rows if row[2] == "done"],
        "waiting": editions_validated_by(request.user, Stage.PROJECT).count(),
    }
    return render(request, "web/practices/queue.html", context)


def practice_for_work(request: Request, prc: str) -> Practice:
    """One that this researcher may document; else 404."""
    return get_object_or_404(practices_documented_by(request.user), public_id=prc)


def edition_for_work(request: Request, prc: str) -> Edition:
    """Its edition at work; else 404."""
    practice = practice_for_work(request, prc)
    edition = edition_at_work(practice)
    if edition is None:
        raise Http404
    edition.practice = practice
    return edition


@require_http_methods(["GET", "POST"])
def record(request: Request, prc: str) -> HttpResponse:
    """The school's words, locked, beside the record."""
    practice = practice_for_work(request, prc)
    if request.method == "GET":
        return record_page(request, practice)
    edition = edition_for_work(request, prc)
    form = RecordForm(posted(request), edition=edition)
    conflict = None
    if form.is_valid():
        version = form.cleaned_data["version"]
        try:
            actions.save_record(edition, form.record(), version=version, by=request.user)
        except ChangedBySomebody as changed:
            changed.now.practice = practice
            conflict = conflict_of(edition.public_id, form, RecordForm(edition=changed.now))
            form = renewed(form, changed.now.version)
        except actions.NotAtWork:
            form.add_error(None, _("It was published meanwhile."))
        else:
            messages.success(request, _("Saved."))
            return redirect("practices:record", prc)
    status = 409 if conflict else 422
    more = {"form": form, "record_form": form, "conflict": conflict}
    return record_page(request, practice, status, **more)


def record_page(
    request: Request, practice: Practice, status: int = 200, **more: Any
) -> HttpResponse:
    """The page, with what was just tried on it."""
    edition, shown = edition_at_work(practice), edition_shown(practice)
    asked = questions_on(practice)
    context: dict[str, Any] = {
        "practice": practice,
        "edition": edition,
        "shown": shown,
        "state": state_of(practice, edition, shown),
        "prompts": [
            (one, getattr(practice, one), asked.get(one, []), _ask_form(one, more))
            for one in Prompt
        ],
    }
    if edition:
        edition.practice = practice
        decided, evidence = decided_on(edition), evidence_of(edition)
        agreements, validations = changes_asked(edition, decided)
        context |= {
            "record_form": RecordForm(edition=edition),
            "evidence_form": EvidenceForm(edition=edition),
            "claims": claims_of(edition, practice.language, evidence),
            "loose": [one for one in evidence if not one.paragraph],
            "missing": [missing_in_words(one) for one in missing_in(edition)],
            "standing": standing_of(edition, decided),
            "asked_by_school": agreements,
            "asked_by_others": validations,
        }
    return render(request, "web/practices/record.html", context | more, status=status)


def _ask_form(part: str, more: dict[str, Any]) -> AskForm:
    """An empty one at each answer; what was just refused, where it was asked."""
    refused: AskForm | None = more.get("ask_form")
    is_here = refused is not None and refused.initial.get("part") == part
    return refused if refused is not None and is_here else AskForm(part=part)


@require_POST
def start(request: Request, prc: str) -> HttpResponse:
    """Begin a record, or the next edition of one."""
    practice = practice_for_work(request, prc)
    try:
        actions.start_edition(practice, by=request.user)
    except actions.Withdrawn:
        messages.info(request, _("The school has taken it back."))
    return redirect("practices:record", practice.public_id)


@require_POST
def ask(request: Request, prc: str) -> HttpResponse:
    """A question at one of the school's answers."""
    practice = practice_for_work(request, prc)
    form = AskForm(request.POST, part=request.POST.get("part", ""))
    if not form.is_valid():
        return record_page(request, practice, 422, form=form, ask_form=form)
    try:
        actions.ask_school(practice, by=request.user, **form.cleaned_data)
        messages.success(request, _("Asked. The answer comes back to this place."))
    except actions.Withdrawn:
        messages.info(request, _("The school has taken it back."))
    return redirect("practices:record", practice.public_id)


@require_POST
def ask_agreement(request: Request, prc: str) -> HttpResponse:
    """Give the record to the school to read."""
    edition = edition_for_work(request, prc)
    try:
        actions.ask_agreement(edition, by=request.user)
        messages.success(request, _("The school is asked whether it agrees."))
    except actions.Incomplete:
        messages.error(request, _("Something is missing still: see the list on this page."))
    except actions.Withdrawn:
        messages.info(request, _("The school has taken it back."))
    except actions.NotAtWork:
        messages.info(request, _("The school is asked already."))
    return redirect("practices:record", prc)


@require_POST
def publish(request: Request, prc: str) -> HttpResponse:
    """With the school's agreement and both validations, everybody may read it."""
    edition = edition_for_work(request, prc)
    try:
        publish_record(edition, by=request.user)
        messages.success(request, _("Published. Everybody can read it now."))
    except (actions.NotAtWork, NotYetValidated):
        messages.error(
            request, _("Not yet: the school agrees with this version, and two validate it.")
        )
    except actions.Withdrawn:
        messages.info(request, _("The school has taken it back."))
    return redirect("practices:record", prc)
