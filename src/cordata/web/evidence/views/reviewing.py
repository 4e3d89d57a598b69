"""What stands beside a finding: who stands for it, comments at its paragraphs, what may be done."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from cordata.accounts.models import User
from cordata.analysis.disclosure.rules import Reason
from cordata.analysis.numbers import unnumbered
from cordata.evidence import rules
from cordata.evidence.actions.findings import REVIEWERS
from cordata.evidence.models import Finding, Remark, Review
from cordata.evidence.queries.paragraphs import paragraphs
from cordata.evidence.queries.projects import approvals_of
from cordata.evidence.queries.releasing import counts_schools, size_of, why_not_released
from cordata.evidence.queries.shown import is_hidden
from cordata.web.evidence.checks import warnings
from cordata.web.evidence.forms.findings import RemarkForm, ReviewForm, WithdrawForm
from cordata.web.evidence.since import differences_in
from cordata.web.evidence.words import why_not

PARTS = ("headline", "limits", "counter")
SHORT = 60  # letters of a paragraph, in the list of what one may comment


def standing_for(finding: Finding) -> QuerySet[Review]:
    """Who approved this very version, by name."""
    said = finding.reviews.filter(of_version=finding.version, says=Review.Says.APPROVE)
    return said.select_related("by").order_by("at", "pk")


def remarks_on(finding: Finding) -> list[Remark]:
    """Comments on this version, the oldest first: earlier words had other paragraphs."""
    found = finding.remarks.filter(of_version=finding.version)
    return list(found.select_related("by").order_by("at", "pk"))


def with_remarks(
    finding: Finding, part: str, remarks: list[Remark]
) -> list[tuple[str, list[Remark]]]:
    """Each paragraph of a text, with what was said at it."""
    return [
        (text, [one for one in remarks if (one.part, one.paragraph) == (part, at)])
        for at, text in enumerate(paragraphs(getattr(finding, part)), start=1)
    ]


def places_in(finding: Finding) -> list[tuple[str, str]]:
    """What a comment may be about: "limits.2", and how that paragraph begins."""
    as_read = unnumbered if is_hidden(finding.run) else str
    return [
        (f"{part}.{at}", f"{Remark.Part(part).label}, {at}: {_short(as_read(text))}")
        for part in PARTS
        for at, text in enumerate(paragraphs(getattr(finding, part)), start=1)
    ]


def release_checks(finding: Finding) -> list[tuple[bool, str]]:
    """What is looked at before a release: whether it holds, in words."""
    run, said = finding.run, approvals_of(finding)
    reason = why_not_released(run)
    approved = _("%(number)d of %(needed)d people beside its author stand for this version.")
    payer = run.analysis.project.paid_by
    tells = (
        _("It tells of no single school: %(number)d schools stand behind it.")
        if counts_schools(run)
        else _("It tells of no single school, cluster or person: %(number)d stand behind it.")
    )
    return [
        (said >= REVIEWERS, approved % {"number": said, "needed": REVIEWERS}),
        (bool(payer), _("Its project says who pays.")),
        (
            reason == Reason.SHOWN,
            tells % {"number": size_of(run)}
            if reason == Reason.SHOWN
            else why_not(reason, run),
        ),
    ]


def work_of(person: User | None, finding: Finding) -> dict[str, Any]:
    """What a researcher may do with it."""
    if person is None or not rules.may_research(person, finding.run.analysis.project):
        return {}
    in_review = finding.state == Finding.State.IN_REVIEW
    mine = Review.objects.filter(finding=finding, by=person, of_version=finding.version).first()
    said = {"says": mine.says, "words": mine.words} if mine else None
    may_review = in_review and rules.may_review(person, finding)
    checks = release_checks(finding) if in_review else []
    open_still = finding.released_at is None
    return {
        "may_research": True,
        "asked_changes": finding.reviews.filter(says=Review.Says.CHANGE)
        .select_related("by")
        .order_by("-at", "-pk"),
        "may_change": finding.state == Finding.State.DRAFT
        and rules.may_change(person, finding),
        "review_form": ReviewForm(initial=said) if may_review else None,
        "remark_form": RemarkForm(places=places_in(finding)) if open_still else None,
        "may_release": in_review,
        "release_checks": checks,
        "in_order": all(holds for holds, _says in checks),
        "warned": warnings(finding.run) if open_still else [],
        # What schools took back is said to everybody, above.
        "moved": differences_in(finding.moved | {"left": None}),
        "withdraw_form": WithdrawForm() if finding.state == Finding.State.RELEASED else None,
    }


def _short(text: str) -> str:
    return text if len(text) <= SHORT else f"{text[: SHORT - 2]} …"
