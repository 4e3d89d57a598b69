"""What researchers and members of a panel do, through the pages."""

import pytest
from django.test import Client
from django.urls import reverse

from cordata.analysis.advice.decision import Criterion
from cordata.guidance.actions import publishing, writing
from cordata.guidance.actions.stale import note_contrary
from cordata.guidance.models import Recommendation, Version
from cordata.guidance.queries.panels import panel_of, token_of
from cordata.guidance.tasks.recommendations import look_for_stale
from cordata.notices.models import Letter
from tests.guidance import making
from tests.guidance.test_stale import move


def send(client, name, /, *args, status=302, **data):
    answer = client.post(reverse(f"recommendations:{name}", args=args), data)
    assert answer.status_code == status, answer.content.decode()[-3000:]
    return answer.content.decode()


def look(client, name, *args):
    answer = client.get(reverse(f"recommendations:{name}", args=args))
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.fixture
def finding(cast):
    return making.released(cast)


def test_from_a_question_to_a_permanent_address(cast, paola, finding):
    project = finding.run.analysis.project.public_id
    send(paola, "open", project, question="What?", statement="Meet 2 times.", because="So.",
         status=422)  # fmt: skip
    send(paola, "open", project, question="What?", statement="Meet often.", because="So.")
    number = f"{finding.public_id}|change"
    send(paola, "rest-on", 1, "support", number=number, role="effect", outcome="Their view",
         leads="on")  # fmt: skip
    for one in Criterion:
        send(paola, "rest-on", 1, "judgement", criterion=one, says="varies", words="It depends.",
             finding=finding.public_id)  # fmt: skip
    send(paola, "rest-on", 1, "cost", bearer="authority", words="Time.")
    send(paola, "rest-on", 1, "context", words="3 of 4.", source="Smith (2019).")
    said = {"statement": "Meet often.", "cost_class": "small", "strength": "none"} | making.SAID
    token = f"{{{finding.public_id}:change}}"
    assert token in look(paola, "edit", 1)
    wrong = send(paola, "edit", 1, **said, because="By 0.67.", status=422)
    assert "“0.67” is typed" in wrong
    send(paola, "edit", 1, **said, because=f"By {token}.")
    assert "Two people beside its author" in look(paola, "work", 1)

    send(paola, "ask-review", 1)
    for one in making.two(cast):
        other = Client()
        other.force_login(one)
        send(other, "review", 1, revision=Version.objects.get().revision, says="approve")
    send(paola, "publish", 1, status=422)
    _decide(paola)
    assert "Nothing: it may be published." in look(paola, "work", 1)
    assert "0.67 points" in look(paola, "preview", 1)
    send(paola, "publish", 1)

    assert "Meet often." in look(Client(), "version", 1, 1, 0)
    assert "The next version" in look(paola, "work", 1)
    send(paola, "begin", 1, minor="")
    assert Version.objects.filter(minor=1).exists()


def _decide(paola):
    send(paola, "call-panel", 1)
    for at in range(3):
        send(paola, "add-member", 1, name=f"Member {at}", stands_for="A school",
             email=f"m{at}@example.org", language="pt")  # fmt: skip
    send(paola, "open-round", 1)
    panel = panel_of(Version.objects.get())
    for member in panel.members.all():
        client, token = Client(), token_of(member)
        look(client, "member", token)
        send(client, "vote", token, says="agree")  # before interests: told to declare
        send(client, "declare", token, interest="none")
        send(client, "vote", token, says="disagree", status=422)  # without a reason
        send(client, "vote", token, says="agree")


def test_nobody_stands_for_words_that_came_after_those_they_read(cast, finding):
    draft = making.opened(cast, finding)
    publishing.ask_review(draft, by=draft.written_by)
    reviewer = Client()
    reviewer.force_login(making.two(cast)[0])
    read = draft.revision
    assert f'name="revision" value="{read}"' in look(reviewer, "work", 1)
    publishing.take_back(draft, by=draft.written_by)
    writing.change_version(draft, revision=None, by=draft.written_by, unknown="Other words.")
    publishing.ask_review(draft, by=draft.written_by)

    send(reviewer, "review", 1, says="approve", status=422)
    send(reviewer, "review", 1, revision=read, says="approve")

    assert "Please read it again" in look(reviewer, "work", 1)
    assert not draft.reviews.exists()


def test_the_page_of_work_shows_who_has_voted_and_not_what(cast, paola, finding):
    draft = making.opened(cast, finding)
    panel = making.voting(draft)
    first = panel.members.order_by("pk").first()
    send(Client(), "vote", token_of(first), says="disagree", reason="Far too early.")

    html = look(paola, "panel", 1)

    assert "has voted" in html
    assert "Far too early." not in html
    assert "disagreed" not in html
    second = panel.members.order_by("pk").last()
    assert "Far too early." not in look(Client(), "member", token_of(second))


def test_a_link_ends_with_its_panel_and_reads_no_later_draft(cast, finding):
    draft = making.opened(cast, finding)
    token = token_of(making.voting(draft).members.first())
    assert draft.statement in look(Client(), "member", token)
    for one in panel_of(draft).members.all():
        send(Client(), "vote", token_of(one), says="agree")
    writing.change_version(
        draft, revision=None, by=draft.written_by, statement="A secret new draft."
    )

    html = look(Client(), "member", token)

    assert "The round is closed" in html
    assert "A secret new draft." not in html
    assert "What we do not know" not in html


def test_a_panel_left_with_two_says_so_on_both_pages(cast, paola, finding):
    draft = making.opened(cast, finding)
    first, second, _third = making.voting(draft).members.order_by("pk")

    send(Client(), "declare", token_of(second), interest="My firm.", is_conflicted="on")

    assert "Fewer than three may vote now" in look(paola, "panel", 1)
    assert "Nobody votes now" in look(Client(), "member", token_of(first))


def test_a_researcher_s_own_address_is_refused_for_the_panel(cast, paola, finding):
    draft = making.opened(cast, finding)
    send(paola, "call-panel", 1)

    html = send(paola, "add-member", 1, name="A", stands_for="B", language="en",
                email=draft.written_by.email.title(), status=422)  # fmt: skip

    assert "A panel comes from outside" in html


def test_opening_a_letter_does_nothing(cast, finding):
    panel = making.voting(making.opened(cast, finding))
    member = panel.members.first()

    look(Client(), "member", token_of(member))

    assert not member.votes.exists()


def test_a_typed_number_in_a_reason_is_refused_with_what_was_written(cast, finding):
    panel = making.voting(making.opened(cast, finding))
    token = token_of(panel.members.first())

    html = send(Client(), "vote", token, says="disagree", reason="Only 5 agree.", status=422)

    assert "Only 5 agree." in html


def test_the_work_page_says_which_number_moved_and_a_person_decides(cast, paola, finding):
    version = making.published(cast, making.opened(cast, finding))
    move(version, {"today": [["change", 0.67, 0.21]], "table_intact": True})
    look_for_stale()

    html = look(paola, "work", 1)
    assert "0.67 then, 0.21 now; it moves by −0.46" in html
    assert "Does it still hold?" in look(paola, "desk")
    notice = version.notices.get()
    send(paola, "decide", 1, notice.public_id, decision="holds", reason="By 0.1.", status=422)
    send(paola, "decide", 1, notice.public_id, decision="holds", reason="It is small.")

    assert "It is small." in look(Client(), "one", 1)
    assert Recommendation.objects.get().state == "published"


def test_a_contrary_result_waits_for_a_decision_with_where_to_read_it(cast, paola, finding):
    version = making.published(cast, making.opened(cast, finding))
    whole = Recommendation.objects.get()
    note_contrary(whole, line="led_1", position=7, by=cast.people["policy_maker"])

    for html in (look(paola, "work", 1), look(Client(), "one", 1)):
        assert "/positions/7/" in html
    assert "It did not work where it was carried out" in look(paola, "work", 1)
    assert "told that it did not work there" in look(Client(), "one", 1)
    assert "The version no longer holds" not in look(paola, "work", 1)  # nobody's to choose
    send(paola, "decide", 1, version.notices.get().public_id, decision="holds", reason="Once.")
    assert "Once." in look(Client(), "one", 1)


def test_a_step_of_certainty_is_signed(cast, paola, finding):
    making.opened(cast, finding)

    assert "One step from" in send(paola, "step", 1, to=3, why="I think so.", status=422)
    send(paola, "step", 1, to=2, why="It came out the same elsewhere.")

    html = look(paola, "preview", 1)
    assert "By the rules: Very low. Published with: Low." in html
    assert "It came out the same elsewhere." in html


def test_a_strength_that_the_evidence_does_not_bear_says_which_it_does(cast, paola, finding):
    draft = making.opened(cast, finding)
    said = {"because": draft.because, "statement": draft.statement, "cost_class": "small"}

    html = send(paola, "edit", 1, strength="strong_for", **(said | making.SAID), status=422)

    assert "On this evidence there may be" in html


def test_who_saves_later_sees_both_versions(cast, paola, finding):
    draft = making.opened(cast, finding)
    said = {"because": draft.because, "statement": "Another one.", "cost_class": "small",
            "strength": "none", "revision": draft.revision - 1} | making.SAID  # fmt: skip

    html = send(paola, "edit", 1, **said, status=409)

    assert "Somebody saved this while your page was open" in html


def test_a_translation_stands_side_by_side_and_quotes_the_same_numbers(cast, paola, finding):
    draft = making.opened(cast, finding)

    html = send(paola, "wording", 1, "pt", because="Sem números.", status=422)
    assert "Quote the same numbers" in html
    send(paola, "wording", 1, "pt", statement="Deem tempo.")

    assert draft.wordings.get(language="pt").texts == {"statement": "Deem tempo."}
    assert "done" in look(paola, "work", 1)


def test_two_translators_are_shown_each_other_s_words(cast, paola, finding):
    draft = making.opened(cast, finding)
    assert 'name="seen" value="0"' in look(paola, "wording", 1, "pt")
    send(paola, "wording", 1, "pt", statement="Deem tempo.", seen=0)

    html = send(paola, "wording", 1, "pt", risk="Aulas", seen=0, status=409)

    assert "Somebody saved this while your page was open" in html
    assert "Deem tempo." in html
    assert 'name="seen" value="1"' in html
    assert draft.wordings.get().texts == {"statement": "Deem tempo."}


def test_a_translation_cannot_change_while_it_is_voted_on(cast, paola, finding):
    making.voting(making.opened(cast, finding))

    html = send(paola, "wording", 1, "pt", statement="Deem tempo.", status=422)

    assert "The panel votes on these words" in html


def test_withdrawn_and_replaced_through_the_page(cast, paola, finding):
    making.published(cast, making.opened(cast, finding))
    making.published(cast, making.opened(cast, finding))

    send(paola, "supersede", 1, successor=9, status=422)
    send(paola, "supersede", 1, successor=2)
    send(paola, "withdraw", 2, why="It was wrong.")

    assert "Another recommendation stands in its place" in look(Client(), "one", 1)
    assert "It was wrong." in look(Client(), "one", 2)


def test_people_are_taken_off_the_list_before_letters_leave(cast, paola, finding):
    draft = making.opened(cast, finding)
    send(paola, "call-panel", 1)
    send(paola, "add-member", 1, name="A", stands_for="B", email="a@example.org", language="en")
    send(paola, "drop-member", 1, panel_of(draft).members.get().public_id)
    send(paola, "open-round", 1)

    assert not Letter.objects.filter(purpose="panel").exists()
