"""Files of a cluster: given with a licence, fetched by its schools, taken out by who gave them."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from cordata.accounts.models import User
from cordata.cycles import rules
from cordata.cycles.actions import files as actions
from cordata.cycles.models import SharedFile
from cordata.cycles.queries.files import files_seen_by
from cordata.history.models import Entry

PDF = b"%PDF-1.4 " + bytes(20)
SCRIPT = PDF + b"1 0 obj << /S /JavaScript /JS (app.alert) >> endobj"
LOCKED = PDF + b"1 0 obj << /Type /ObjStm /Filter /FlateDecode >>\nstream\n?\nendstream"


@pytest.fixture
def page(cluster):
    return reverse("talk:files", args=[cluster.public_id])


def sent(data=PDF, **facts):
    file = SimpleUploadedFile("piano.pdf", data)
    return {"title": "Piano", "licence": "by_sa", "language": "it", "file": file} | facts


def test_a_file_is_given_with_its_licence_and_fetched_by_the_others(cast, page, sign_in):
    shown = sign_in("team").post(page, sent(), follow=True).content.decode()
    assert "The file is there for your cluster." in shown

    read = sign_in("mentor_team")
    shown = read.get(page).content.decode()
    for part in (
        '<strong lang="it">Piano</strong>',
        "CC BY-SA 4.0</span>",
        "piano.pdf",
        "Team, IC Valle Alta",
    ):
        assert part in shown
    assert "Take it out" not in shown
    given = SharedFile.objects.get()
    fetched = read.get(reverse("talk:file", args=[given.public_id]))
    assert b"".join(fetched.streaming_content) == PDF
    assert 'attachment; filename="piano.pdf"' in fetched["Content-Disposition"]
    assert fetched["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"data": b"MZ not a document"}, "none of: PDF"),
        ({"data": SCRIPT}, "This PDF carries a script"),
        ({"data": LOCKED}, "This PDF is locked"),
        ({"data": b""}, "empty"),
        ({"title": ""}, "This field is required."),
        ({"licence": "mine"}, "Select a valid choice"),
    ],
)
def test_what_is_not_taken_says_why_and_keeps_what_was_typed(page, sign_in, wrong, says):
    answer = sign_in("team").post(page, sent(**wrong))

    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert not SharedFile.objects.exists()
    if "title" not in wrong:
        assert 'value="Piano"' in answer.content.decode()


def test_who_gave_it_takes_it_out_and_nobody_fetches_it_then(cast, page, sign_in):
    team = sign_in("team")
    team.post(page, sent())
    given = SharedFile.objects.get()
    fetch, remove = (
        reverse(f"talk:{name}", args=[given.public_id]) for name in ("file", "remove-file")
    )

    assert "The file is taken out." in team.post(remove, follow=True).content.decode()

    assert "Piano" not in team.get(page).content.decode()
    assert team.get(fetch).status_code == 404
    assert team.post(remove).headers["Location"] == page  # twice is as once
    assert sign_in("mentor_team").post(remove).status_code == 404
    with pytest.raises(actions.RemovedAlready):
        actions.remove_file(given, by=cast.people["team"])
    verbs = Entry.objects.filter(thing=given.public_id).order_by("pk")
    assert [one.verb for one in verbs] == ["file.shared", "file.removed"]


def test_rules_and_query_agree_on_who_sees_files(cast, cluster):
    given = actions.share_file(
        cluster, PDF, name="a.pdf", title="A", licence="zero", language="it",
        by=cast.people["coordinator"],
    )  # fmt: skip
    assert given.school is None
    for person in User.objects.all():
        assert files_seen_by(person).contains(given) == rules.may_use_files(person, cluster)
        assert rules.may_remove_file(person, given) == (person == given.given_by)
