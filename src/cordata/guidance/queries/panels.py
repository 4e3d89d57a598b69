"""The panel of a version: who is in it, what may be seen of the votes, and how they count."""

from dataclasses import dataclass
from typing import Any

from django.core import signing

from cordata.accounts.models import RoleKind, Scope
from cordata.accounts.queries import roles_in
from cordata.analysis.advice.counting import Tally, tally
from cordata.guidance.models import Member, Panel, Version, Vote

SALT = "recommendation-panel"
LONGEST = 60 * 60 * 24 * 90  # a link works for ninety days


@dataclass(frozen=True)
class Round:
    """What came out of a round, once it may be seen.

    views      (name, where from, reason) of those who disagree and let it be printed
    unprinted  how many more disagree
    register   (name, where from, interest, whether it keeps them from voting) of every member
    """

    number: int
    tally: Tally
    views: list[tuple[str, str, str]]
    unprinted: int
    register: list[tuple[str, str, str, bool]]


def panel_of(version: Version) -> Panel | None:
    """The one that was called last, if any was, with its members and votes. Three queries."""
    found = Panel.objects.filter(version=version).prefetch_related("members__votes")
    return found.order_by("-of_revision").first()


def members_of(panel: Panel) -> list[Member]:
    """Everybody who was asked, by name."""
    return sorted(panel.members.all(), key=lambda one: (one.name, one.pk))


def tally_of(panel: Panel, number: int) -> Tally:
    """How a round counts. Not to be shown before ``may_be_seen``."""
    members = members_of(panel)
    out = sum(one.is_conflicted for one in members)
    return tally(len(members), out, [one.says for _who, one in _said(panel, number)])


def may_be_seen(panel: Panel, number: int) -> bool:
    """Nobody, whoever it is, sees a vote before the round is closed: that is what blind means."""
    if number == 1:
        return panel.first_closed_at is not None
    return panel.closed_at is not None


def round_shown(panel: Panel, number: int) -> Round | None:
    """A round as it is seen; None while it is blind, was never held, or too few could vote."""
    if not 1 <= number <= panel.round or not may_be_seen(panel, number):
        return None
    if not tally_of(panel, number).is_panel:
        return None
    against = [
        (who, one) for who, one in _said(panel, number) if one.says == Vote.Says.DISAGREE
    ]
    views = [(who.name, who.stands_for, one.reason) for who, one in against if one.may_print]
    register = [
        (one.name, one.stands_for, one.interest, one.is_conflicted) for one in members_of(panel)
    ]
    return Round(number, tally_of(panel, number), views, len(against) - len(views), register)


def as_decided(found: Round) -> dict[str, Any]:
    """A round as plain JSON, to be kept with the version that it decided on."""
    return {
        "round": found.number,
        "members": found.tally.members,
        "conflicted": found.tally.conflicted,
        "agree": found.tally.agree,
        "disagree": found.tally.disagree,
        "abstain": found.tally.abstain,
        "views": [list(one) for one in found.views],
        "unprinted": found.unprinted,
        "register": [list(one) for one in found.register],
    }


def from_decided(kept: dict[str, Any]) -> Round | None:
    """The other way; None where nothing was kept."""
    if not kept:
        return None
    names = ("members", "conflicted", "agree", "disagree", "abstain")
    return Round(
        kept["round"],
        Tally(*(kept[name] for name in names)),
        [(name, place, reason) for name, place, reason in kept["views"]],
        kept["unprinted"],
        [(name, place, said, out) for name, place, said, out in kept["register"]],
    )


def last_round(panel: Panel) -> Round | None:
    """What the panel decided, once it is closed."""
    return round_shown(panel, panel.round) if panel.closed_at else None


def votes_in(panel: Panel) -> set[int]:
    """Keys of the members whose vote of the running round is in: that it is, not what it says."""
    return {who.pk for who, _one in _said(panel, panel.round)}


def _said(panel: Panel, number: int) -> list[tuple[Member, Vote]]:
    """Votes of a round by name of the member; of who may not vote, none counts."""
    return [
        (member, one)
        for member in members_of(panel)
        if not member.is_conflicted
        for one in member.votes.all()
        if one.round == number
    ]


def mailbox(email: str) -> str:
    """Whose mail it is: capitals and a tag after a plus do not make another person."""
    name, _at, host = email.lower().rpartition("@")
    return f"{name.partition('+')[0]}@{host}"


def insiders_of(version: Version) -> set[str]:
    """Mailboxes of those who do not sit on its panel: researchers, author, reviewers. Two queries."""
    programme = version.recommendation.project.programme
    roles = roles_in(Scope.PROGRAMME, [programme.public_id]).filter(kind=RoleKind.RESEARCHER)
    told = version.reviews.values_list("by__email", flat=True)
    return {
        mailbox(one)
        for one in [
            version.written_by.email,
            *told,
            *roles.values_list("person__email", flat=True),
        ]
    }


def token_of(member: Member) -> str:
    """What lets whoever reads the letter act as this member, and no more."""
    return signing.dumps(member.public_id, salt=SALT)


def member_with(token: str) -> Member | None:
    """Whose link this is; None if it is forged or too old."""
    try:
        public_id = signing.loads(token, salt=SALT, max_age=LONGEST)
    except signing.BadSignature:
        return None
    found = Member.objects.filter(public_id=public_id)
    return found.select_related("panel__version__recommendation__project").first()
