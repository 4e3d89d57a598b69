"""Invite from a table, ask "is this your colleague?", lend and merge through the pages."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from cordata.accounts.models import Invitation, Role, StaffClaim
from cordata.accounts.queries import current_roles
from cordata.notices.models import Letter

PAGE = reverse("accounts:invite-many", args=["it"])


def link_in(letter):
    return "/" + re.search(r"https?://[^/\s]+/(\S+)", letter.body)[1]


def test_every_wrong_line_is_named_and_nobody_is_invited(cast, marta):
    lines = (
        "email;name;language;role;school\n"
        f"a@example.org;Anna;it;team;{cast.theirs.school.national_code}\n"
        "b@;Bo;it;team;NONE\n"
        "c@example.org;;xx;king;\n"
    )
    answer = marta.post(PAGE, {"lines": lines})
    html = answer.content.decode()
    assert answer.status_code == 422
    assert html.count('<th scope="row" class="num">3</th>') == 2
    assert html.count('<th scope="row" class="num">4</th>') == 3
    assert "<code>NONE</code>" in html
    assert "b@;Bo" in html  # nothing typed is lost
    assert not Invitation.objects.exists()


def test_a_file_from_a_spreadsheet_invites_all_in_one_go(cast, marta):
    data = (
        f"a@example.org,Anna,it,head,{cast.theirs.school.national_code}\n"
        "b@example.org,Bo,en,researcher,\n"
    )
    file = SimpleUploadedFile("p.csv", data.encode("utf-8-sig"))
    assert marta.post(PAGE, {"file": file}).status_code == 302
    kinds = dict(Invitation.objects.values_list("email", "kind"))
    assert kinds == {"a@example.org": "head", "b@example.org": "researcher"}


def test_a_file_that_is_no_text_is_refused_in_words(cast, marta):
    file = SimpleUploadedFile("p.csv", b"\xff\xfe\x00x")
    answer = marta.post(PAGE, {"file": file})
    assert "Save the file as CSV in UTF-8" in answer.content.decode()


def test_a_stranger_says_i_work_here_and_a_colleague_says_yes(cast, client, sign_in):
    school = cast.theirs.school
    page = reverse("accounts:claim", args=[school.public_id])
    facts = {"name": "Nina", "email": "nina@example.org"}
    assert client.post(page, facts).status_code == 302
    assert client.post(page, facts).status_code == 302  # the same answer a second time
    assert StaffClaim.objects.count() == 1
    asked = set(Letter.objects.filter(purpose="staff-claim").values_list("to", flat=True))
    assert asked == {cast.people["team"].email, cast.people["head"].email}

    letter = Letter.objects.filter(purpose="staff-claim").first()
    team = sign_in("team")
    assert "Nina" in team.get(link_in(letter)).content.decode()
    team.post(link_in(letter), {"answer": "yes"})
    assert Invitation.objects.get().email == "nina@example.org"
    late = sign_in("head").post(link_in(letter), {"answer": "no"}, follow=True)
    assert "Somebody has answered before you." in late.content.decode()


def test_a_school_without_people_asks_its_coordinators(cast, client):
    page = reverse("accounts:claim", args=[cast.others.school.public_id])
    client.post(page, {"name": "Nina", "email": "nina@example.org"})
    assert Letter.objects.get(purpose="staff-claim").to == cast.people["coordinator"].email


def test_a_role_is_lent_for_a_while_and_not_that_of_another(cast, sign_in):
    head = sign_in("head")
    role = Role.objects.get(person=cast.people["head"])
    page = reverse("accounts:lend", args=[role.public_id])
    facts = {"email": cast.people["teacher"].email, "name": "T", "until": "2099-01-31"}
    assert sign_in("team").post(page, facts).status_code == 404
    past = head.post(page, facts | {"until": "2020-01-31"})
    assert "Choose a day from today on." in past.content.decode()
    assert head.post(page, facts).status_code == 302
    lent = current_roles().get(lent_from=role)
    assert lent.person == cast.people["teacher"]
    assert lent.until.year == 2099


def test_two_accounts_become_one_by_the_link(cast, sign_in):
    head, other = sign_in("head"), cast.people["teacher"]
    head.post(reverse("accounts:ask-to-merge"), {"email": "nobody@example.org"})
    assert not Letter.objects.filter(purpose="merge").exists()
    head.post(reverse("accounts:ask-to-merge"), {"email": other.email})
    link = link_in(Letter.objects.get(purpose="merge"))
    assert sign_in("team").get(link).status_code == 410
    assert other.email in head.get(link).content.decode()
    head.post(link)
    kinds = set(
        current_roles().filter(person=cast.people["head"]).values_list("kind", flat=True)
    )
    assert kinds == {"head", "teacher"}
    assert head.get(link).status_code == 410


def test_a_coordinator_helps_who_has_lost_the_phone(cast, marta, sign_in):
    from allauth.mfa.models import Authenticator

    head = cast.people["head"]
    Authenticator.objects.create(user=head, type="totp", data={})
    people = marta.get(reverse("accounts:people", args=["it"])).content.decode()
    role = Role.objects.get(person=head)
    page = reverse("accounts:reset-second-step", args=["it", role.public_id])
    assert page in people
    assert sign_in("team").post(page).status_code == 404
    marta.post(page)
    assert not Authenticator.objects.exists()


@pytest.mark.parametrize("until", ["", "2099-06-30"])
def test_an_invitation_may_be_to_a_role_that_ends(cast, marta, until):
    marta.post(
        reverse("accounts:people", args=["it"]),
        {"name": "R", "email": "r@example.org", "language": "en", "kind": "researcher",
         "until": until},
    )  # fmt: skip
    invitation = Invitation.objects.get()
    assert (invitation.until.year if invitation.until else None) == (2099 if until else None)


def test_a_role_ends_by_two_steps_and_the_answer_says_whose(cast, marta):
    role, head = Role.objects.get(person=cast.people["head"], kind="head"), cast.people["head"]
    end = reverse("accounts:end-role", args=["it", role.public_id])
    people = marta.get(reverse("accounts:people", args=["it"])).content.decode()
    folded = people.partition(f'action="{end}"')[0].rpartition("<details")[2]
    assert f"{head.name} loses it at once" in folded
    assert "</details>" not in folded

    answer = marta.post(end, follow=True).content.decode()

    assert f"The role of {head.name} has ended." in answer
    assert not current_roles().filter(pk=role.pk).exists()
