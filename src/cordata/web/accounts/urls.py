"""People: signing in, me, invitations, roles."""

from django.urls import path

from cordata.web.accounts.views import (
    claims,
    join,
    letters,
    me,
    people,
    second_step,
    security,
    sign_in,
)

app_name = "accounts"
COUNTRY = "coordinate/<slug:cc>/people/"

urlpatterns = [
    path("sign-in/link/<str:token>/", sign_in.use_link, name="link"),
    path("sign-in/passkey/", second_step.use_passkey, name="passkey"),
    path("sign-out/", sign_in.sign_out, name="sign-out"),
    path("join/<str:token>/", join.join, name="join"),
    path("me/", me.me, name="me"),
    path("me/sessions/<int:pk>/end/", me.end_session, name="end-session"),
    path("me/sessions/end-others/", me.end_other_sessions, name="end-others"),
    path("me/roles/<slug:role>/lend/", me.lend, name="lend"),
    path("me/merge/", me.ask_to_merge, name="ask-to-merge"),
    path("me/merge/<str:token>/", me.merge, name="merge"),
    path("me/security/", security.show, name="security"),
    path("me/security/again/", security.sign_in_again, name="sign-in-again"),
    path("me/security/app/", security.add_app, name="add-app"),
    path("me/security/passkey/", security.add_passkey, name="add-passkey"),
    path("me/security/spare-codes/", security.spare_codes, name="spare-codes"),
    path("me/security/<int:pk>/remove/", security.remove, name="remove-key"),
    path(COUNTRY, people.people, name="people"),
    path(f"{COUNTRY}many/", people.invite_many, name="invite-many"),
    path(
        f"{COUNTRY}roles/<slug:role>/reset-second-step/",
        people.reset_second_step,
        name="reset-second-step",
    ),
    path(f"{COUNTRY}roles/<slug:role>/end/", people.end_role, name="end-role"),
    path(
        f"{COUNTRY}invitations/<slug:invitation>/withdraw/",
        people.withdraw_invitation,
        name="withdraw-invitation",
    ),
    path("schools/<slug:school>/invite/", people.invite_colleague, name="invite"),
    path("schools/<slug:school>/i-work-here/", claims.claim, name="claim"),
    path("colleague/<str:token>/", claims.colleague, name="colleague"),
    path("letters/", letters.letters, name="letters"),
]
