"""Signing in is public; people and roles of a country are its coordinators'."""

from allauth.usersessions.models import UserSession

from cordata.accounts.actions import claim_school, digest, invite
from cordata.accounts.models import Role
from cordata.web.accounts.links import token_for

OPEN = {"visitor": 200, "others": 200}
ITALY = {"coordinator": 200, "administrator": 200}
ITALY_POST = {"coordinator": 302, "administrator": 302}


def _none(_cast):
    return {}


def _italy(_cast):
    return {"cc": "it"}


def _invitation(cast):
    return invite(
        email="new@example.org",
        name="New",
        language="it",
        kind="policy_maker",
        scope="country",
        place="IT",
        place_name="Italia",
        by=cast.people["coordinator"],
    )


def _joining(cast):
    return {"token": _invitation(cast)[1]}


def _withdrawing(cast):
    return {"cc": "it", "invitation": _invitation(cast)[0].public_id}


def _role(cast):
    role = Role.objects.get(person=cast.people["policy_maker"])
    return {"cc": "it", "role": role.public_id}


def _own_role(cast):
    return {"role": Role.objects.get(person=cast.people["policy_maker"]).public_id}


def _claim(cast):
    school = cast.theirs.school
    claim = claim_school(
        place=school.public_id, place_name=school.name, name="N", email="n@example.org",
        language="it", known=[], by=None,
    )  # fmt: skip
    claim.token_digest = digest("known")
    claim.save()
    return {"token": "known"}


def _school(cast):
    return {"school": cast.theirs.school.public_id}


def _link(cast):
    return {"token": token_for(cast.people["head"])}


def _session_of_a_teacher(cast):
    session = UserSession.objects.create(
        user=cast.people["teacher"], session_key="k", ip="127.0.0.1", user_agent="a"
    )
    return {"pk": session.pk}


ROWS = [
    ("get", "account_login", _none, {"visitor": 200, "others": 302}),
    ("get", "account_request_login_code", _none, {"visitor": 200, "others": 302}),
    # Without a code on its way there is nothing to give: back to the sign-in.
    ("get", "account_confirm_login_code", _none, {"visitor": 302, "others": 302}),
    ("get", "accounts:link", _link, OPEN),
    ("post", "accounts:sign-out", _none, {"others": 302}),
    ("get", "accounts:join", _joining, OPEN),
    ("get", "accounts:me", _none, {"others": 200}),
    ("post", "accounts:end-session", _session_of_a_teacher, {"teacher": 302}),
    ("post", "accounts:end-others", _none, {"others": 302}),
    ("get", "accounts:people", _italy, ITALY),
    # A coordinator ends what a coordinator may grant.
    ("post", "accounts:end-role", _role, ITALY_POST),
    ("post", "accounts:withdraw-invitation", _withdrawing, ITALY_POST),
    ("get", "accounts:invite", _school, ITALY | {"head": 200}),
    # Nothing is on its way, or nobody is half in: back to the sign-in.
    ("get", "mfa_authenticate", _none, {"visitor": 302, "others": 302}),
    ("get", "accounts:passkey", _none, {"visitor": 200, "others": 302}),
    ("get", "accounts:security", _none, {"others": 200}),
    ("post", "accounts:sign-in-again", _none, {"others": 302}),
    # How one signs in is changed only after having just signed in.
    ("get", "accounts:add-app", _none, {"others": 403}),
    ("get", "accounts:add-passkey", _none, {"others": 403}),
    ("get", "accounts:spare-codes", _none, {"others": 403}),
    ("post", "accounts:remove-key", lambda _cast: {"pk": 1}, {"others": 403}),
    ("get", "accounts:lend", _own_role, {"policy_maker": 200}),
    ("get", "accounts:ask-to-merge", _none, {"others": 200}),
    ("get", "accounts:merge", lambda _cast: {"token": "old"}, {"others": 410}),
    ("get", "accounts:invite-many", _italy, ITALY),
    ("post", "accounts:reset-second-step", _role, ITALY_POST),
    ("get", "accounts:claim", _school, OPEN),
    ("get", "accounts:colleague", _claim, {"team": 200, "head": 200, "coordinator": 200}),
    # Mails are shown only in a demo.
    ("get", "accounts:letters", _none, {"visitor": 404, "others": 404}),
]
