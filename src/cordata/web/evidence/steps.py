"""Tasks of a project, steps of a computation and what stopped it, in words."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from cordata.evidence.models import Job, Project
from cordata.evidence.queries.steps import steps_of


@dataclass(frozen=True)
class Task:
    """One line of the list; ``address`` is where it is done."""

    label: str
    address: str
    is_done: bool
    is_next: bool


def tasks_of(project: Project) -> list[Task]:
    """In their order; the first open one is next."""
    rules = reverse("evidence:describe", args=[project.public_id])
    design = reverse("evidence:design", args=[project.public_id])
    register = reverse("evidence:register", args=[project.public_id])
    words = {
        "ethics": (_("Say who approved it, and on what consent it rests"), rules),
        "payer": (_("Say who pays for it"), rules),
        "design": (_("Write the design into the register"), design),
        "analysis": (_("Write down an analysis"), register),
        "computed": (_("Freeze the data and compute"), "#analyses"),
        "finding": (_("Write a finding"), "#analyses"),
        "released": (_("Have it reviewed by two, and release it"), "#findings"),
    }
    return [
        Task(*words[one.name], is_done=one.is_done, is_next=one.is_next)
        for one in steps_of(project)
    ]


def log_of(job: Job) -> list[tuple[dt.datetime, str]]:
    """What was done, when."""
    return [(dt.datetime.fromisoformat(one["at"]), _said(one)) for one in job.steps]


def _said(step: Mapping[str, Any]) -> str:
    words = {
        "frozen": _("Frozen: %(rows)s rows, from %(sources)s closed rounds."),
        "computing": _("The method %(method)s computes on %(rows)s rows."),
        "written": _("The result is written."),
        "refused": _("The data do not allow a number; the reasons are written."),
        "stopped": _("Stopped."),
        "again": _("Begun again."),
    }
    return words[step["step"]] % step


def stopped_by(job: Job) -> str:
    """What stopped it, and what to do."""
    failure = job.failure
    if failure.get("code") == "nothing":
        return _("There is nothing to freeze yet: no school has closed a round of this kind.")
    if failure.get("code") == "spec":
        return _("This cannot be computed: %(what)s.") % {"what": failure["what"]}
    return _(
        "Something broke on our side. Nothing was changed, and you can begin again; if it breaks "
        "once more, send the lines below to whoever runs this server."
    )
