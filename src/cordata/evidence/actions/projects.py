"""Open a project, say under which rules it asks, and keep its design in the register."""

import datetime as dt
from typing import Any

from django.db import IntegrityError, transaction

from cordata.accounts.models import User
from cordata.documents.actions.files import store_file
from cordata.evidence.models import Deviation, PlannedDesign, Project
from cordata.history.actions import record
from cordata.networks.models import Programme

RULES = ("title", "question", "paid_by", "ethics", "consent", "approved_by",
         "approval_number", "approved_on")  # fmt: skip


class InTheRegister(Exception):
    """The design of this project is registered already; what is otherwise is a deviation."""


@transaction.atomic
def open_project(
    programme: Programme,
    *,
    title: str,
    question: str,
    ethics: str = "",
    paid_by: str = "",
    by: User,
) -> Project:
    """A new question of a programme."""
    project = Project.objects.create(
        programme=programme, title=title, question=question, ethics=ethics, paid_by=paid_by,
        opened_by=by,
    )  # fmt: skip
    record("project.opened", on=project, by=by)
    return project


@transaction.atomic
def describe_project(
    project: Project,
    *,
    by: User,
    paper: tuple[str, bytes] | None = None,
    **facts: Any,
) -> Project:
    """Other words for its question, who pays, and who approved it: ``facts`` named as ``RULES``.

    paper  name and bytes of the approval; without one, the paper that is there stays

    The trail keeps what was there before. Raises FileRefused.
    """
    held = Project.objects.select_for_update().get(pk=project.pk)
    changed = {
        name: facts[name]
        for name in RULES
        if name in facts and getattr(held, name) != facts[name]
    }
    was = {name: str(getattr(held, name) or "") for name in changed}
    for name, value in changed.items():
        setattr(held, name, value)
    if paper is not None:
        name, data = paper
        held.approval = store_file(data, name=name, by=by)
        was["approval"] = ""
    if was:
        held.save()
        record("project.described", on=held, by=by, was=was)
    return held


@transaction.atomic
def register_design(
    project: Project,
    *,
    design: str,
    unit: str,
    comparison: str,
    clusters: int,
    schools: int,
    by: User,
) -> PlannedDesign:
    """Written down once. Raises InTheRegister."""
    try:
        with transaction.atomic():
            made = PlannedDesign.objects.create(
                project=project, design=design, unit=unit, comparison=comparison,
                clusters=clusters, schools=schools, registered_by=by,
            )  # fmt: skip
    except IntegrityError as twice:
        raise InTheRegister from twice
    record("design.registered", on=project, by=by, design=design)
    return made


@transaction.atomic
def note_deviation(
    design: PlannedDesign, *, what: str, why: str, since: dt.date, by: User
) -> Deviation:
    """What is done otherwise than planned; nothing of the plan is changed by it."""
    noted = Deviation.objects.create(
        design=design, what=what, why=why, since=since, noted_by=by
    )
    record("design.deviated", on=design.project, by=by, since=since.isoformat())
    return noted
