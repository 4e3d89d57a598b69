"""Write a finding of a run, and word a draft anew."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cordata.evidence import rules
from cordata.evidence.actions import findings as actions
from cordata.evidence.models import Finding, Run
from cordata.evidence.queries.paragraphs import limits_proposed
from cordata.evidence.queries.projects import findings_seen_by, runs_seen_by
from cordata.evidence.queries.shown import Shown, behind, estimates_shown, is_hidden
from cordata.networks.actions.stale import ChangedBySomebody
from cordata.web.evidence.forms.findings import FindingForm
from cordata.web.evidence.since import withheld_since
from cordata.web.evidence.words import ends, measured, name_of, who_stands
from cordata.web.networks.conflict import conflict_of, renewed
from cordata.web.requests import Request, allow, posted


@require_http_methods(["GET", "POST"])
def write(request: Request, run: str) -> HttpResponse:
    """A draft; of a refused run there is nothing to write."""
    found = get_object_or_404(runs_seen_by(request.user).filter(refused=False), public_id=run)
    limits = "" if is_hidden(found) else "\n\n".join(limits_proposed(found))
    form = _form(found, posted(request), initial={"limits": limits})
    if request.method == "POST" and form.is_valid():
        given = {name: value for name, value in form.cleaned_data.items() if name != "version"}
        try:
            finding = actions.write_finding(
                found, language=get_language() or "en", by=request.user, **given
            )
        except actions.Untied as loose:
            form.add_error("headline", _loose(loose))
        except actions.Unedited as kept:
            form.add_error("limits", _kept(kept))
        except actions.WithheldSince:
            form.add_error(None, withheld_since())
        else:
            messages.success(
                request, _("Saved as a draft. Read it once more, then ask for review.")
            )
            return redirect("evidence:finding", finding.public_id)
    return _page(request, found, form, finding=None)


@require_http_methods(["GET", "POST"])
def change(request: Request, fnd: str) -> HttpResponse:
    """Another wording, by its author, while it is a draft."""
    seen = findings_seen_by(request.user).defer("run__table__content")
    finding = get_object_or_404(seen, public_id=fnd)
    allow(rules.may_change(request.user, finding))
    form = _form(finding.run, posted(request), initial=_as_it_stands(finding))
    conflict = None
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_finding(finding, by=request.user, **form.cleaned_data)
        except actions.Untied as loose:
            form.add_error("headline", _loose(loose))
        except actions.Unedited as kept:
            form.add_error("limits", _kept(kept))
        except actions.NotInThisState:
            form.add_error(None, _("It is no draft any more: its words cannot change."))
        except ChangedBySomebody as faster:
            theirs = _form(finding.run, None, initial=_as_it_stands(faster.now))
            conflict = conflict_of(fnd, form, theirs)
            form = renewed(form, faster.now.version)
        else:
            messages.success(request, _("Saved."))
            return redirect("evidence:finding", fnd)
    elif finding.state != Finding.State.DRAFT:
        return redirect("evidence:finding", fnd)
    return _page(request, finding.run, form, finding=finding, conflict=conflict)


def _form(run: Run, data: Any, **options: Any) -> FindingForm:
    estimates = [(one.name, name_of(one.name)) for one in _shown(run)]
    return FindingForm(data, estimates=estimates, **options)


def _shown(run: Run) -> list[Shown]:
    return [] if is_hidden(run) else estimates_shown(run)


def _as_it_stands(finding: Finding) -> dict[str, Any]:
    names = ("version", "estimate", "headline", "limits", "counter")
    return {name: getattr(finding, name) for name in names}


def _loose(loose: actions.Untied) -> str:
    text = ngettext(
        "%(numbers)s is not a number of this result: correct it, or leave it out.",
        "%(numbers)s are not numbers of this result: correct them, or leave them out.",
        len(loose.numbers),
    )
    return text % {"numbers": ", ".join(loose.numbers)}


def _kept(kept: actions.Unedited) -> str:
    return _("Put this in your own words, for these schools: “%(sentence)s”") % {
        "sentence": kept.sentences[0]
    }


def _page(request: Request, run: Run, form: FindingForm, **more: Any) -> HttpResponse:
    context = {
        "run": run,
        "analysis": run.analysis,
        "form": form,
        "numbers": [(name_of(one.name), measured(one), ends(one)) for one in _shown(run)],
        "hidden": withheld_since() if is_hidden(run) else "",
        "who_stands": who_stands(behind(run)),
    }
    status = 422 if form.errors else 409 if more.get("conflict") else 200
    return render(request, "web/evidence/edit.html", context | more, status=status)
