"""Open a project."""

from django.db import transaction

from cordata.accounts.models import User
from cordata.evidence.models import Project
from cordata.history.actions import record
from cordata.networks.models import Programme


@transaction.atomic
def open_project(
    programme: Programme, *, title: str, question: str, ethics: str = "", by: User
) -> Project:
    """A new question of a programme."""
    project = Project.objects.create(
        programme=programme, title=title, question=question, ethics=ethics, opened_by=by
    )
    record("project.opened", on=project, by=by)
    return project
