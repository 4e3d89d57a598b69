"""Who may write, review, publish and read a recommendation."""

from cordata.accounts.models import User
from cordata.evidence.models import Project
from cordata.evidence.rules import may_research
from cordata.guidance.models import Recommendation, Version

HIDDEN = (Recommendation.State.DRAFT, Recommendation.State.IN_REVIEW)


def may_see(person: User | None, recommendation: Recommendation) -> bool:
    """Everybody once it is published, and what became of it; before, its researchers."""
    if recommendation.state not in HIDDEN:
        return True
    return person is not None and may_work_on(person, recommendation)


def may_open(person: User, project: Project) -> bool:
    """Researchers of the project's programme."""
    return may_research(person, project)


def may_work_on(person: User, recommendation: Recommendation) -> bool:
    """Its researchers: they read drafts, call the panel, look at what has moved, publish."""
    return may_research(person, recommendation.project)


def may_write(person: User, version: Version) -> bool:
    """Whoever wrote the version, while still a researcher there; who else did could not review it."""
    is_author = version.written_by_id == person.pk
    return is_author and may_work_on(person, version.recommendation)


def may_review(person: User, version: Version) -> bool:
    """A researcher of the programme who did not write it."""
    is_author = version.written_by_id == person.pk
    return not is_author and may_work_on(person, version.recommendation)
