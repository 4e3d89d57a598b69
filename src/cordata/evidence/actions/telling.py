"""Tell those who stand for a finding that something it rests on has changed."""

from django.utils import translation
from django.utils.translation import gettext as _

from cordata.accounts.models import User
from cordata.cycles.queries.addresses import page_of
from cordata.evidence.models import Finding, Review
from cordata.notices.actions import compose_letter, post_letters


def tell_of_change(finding: Finding, *, by: User | None) -> int:
    """A letter to its author, to whoever registered its analysis, and to who approved it.

    Called by the action that notes the change, in its transaction. Returns how many.
    """
    return post_letters(
        compose_letter(
            to=person.email,
            person=person,
            language=person.language,
            subject=subject,
            body=body,
            purpose="finding_moved",
            about=finding.public_id,
            reply_to="",
            by=by,
        )
        for person in _standing_for(finding)
        for subject, body in [_words(finding, person)]
    )


def _standing_for(finding: Finding) -> list[User]:
    approved = finding.reviews.filter(of_version=finding.version, says=Review.Says.APPROVE)
    people = [finding.written_by, finding.run.analysis.registered_by]
    people += [one.by for one in approved.select_related("by").order_by("pk")]
    return [one for one in dict.fromkeys(people) if one.is_active]


def _words(finding: Finding, person: User) -> tuple[str, str]:
    with translation.override(person.language):
        page = page_of(person.language, f"findings/{finding.public_id}/")
        subject = _("Something a finding rests on has changed")
        lines = [finding.sentence, _what(finding.moved), page]
    return subject, "\n\n".join(lines)


def _what(moved: dict[str, object]) -> str:
    """No number: a letter lies in mailboxes that nobody here can close."""
    left = moved.get("left")
    if not isinstance(left, dict):
        return _(
            "It was computed again and is no longer the same. What has changed, and by how much, "
            "stands on its page. Please look at what that means."
        )
    return {
        "stands": _(
            "Schools have taken their answers back from research. Computed again without them, "
            "the finding still stands. Its page says so."
        ),
        "falls": _(
            "Schools have taken their answers back from research. Computed again without them, "
            "the finding no longer stands. Please look at it, and withdraw it if need be."
        ),
        "hidden": _(
            "Schools have taken their answers back from research. Too little is left to compute "
            "the finding again. Please look at it, and withdraw it if need be."
        ),
    }[str(left["verdict"])]
