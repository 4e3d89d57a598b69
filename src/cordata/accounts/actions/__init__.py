"""What people do with people: invite, join, grant, lend, end, merge."""

from cordata.accounts.actions.claims import (
    ClaimAnswered,
    ClaimedAlready,
    claim_school,
    confirm_claim,
    refuse_claim,
)
from cordata.accounts.actions.inviting import (
    InvitationOver,
    accept_invitation,
    digest,
    invite,
    invite_many,
    state_of,
    withdraw_invitation,
)
from cordata.accounts.actions.merging import (
    SameAccount,
    ask_to_merge,
    merge_people,
    merging_of,
)
from cordata.accounts.actions.people import (
    add_person,
    change_me,
    note_second_step,
    note_sign_in,
    note_sign_out,
    reset_second_step,
    use_up_links,
)
from cordata.accounts.actions.roles import AlreadyHeld, end_role, grant_role, lend_role

__all__ = [
    "AlreadyHeld",
    "ClaimAnswered",
    "ClaimedAlready",
    "InvitationOver",
    "SameAccount",
    "accept_invitation",
    "add_person",
    "ask_to_merge",
    "change_me",
    "claim_school",
    "confirm_claim",
    "digest",
    "end_role",
    "grant_role",
    "invite",
    "invite_many",
    "lend_role",
    "merge_people",
    "merging_of",
    "note_second_step",
    "note_sign_in",
    "note_sign_out",
    "refuse_claim",
    "reset_second_step",
    "state_of",
    "use_up_links",
    "withdraw_invitation",
]
