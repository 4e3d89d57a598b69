"""Answering through the pages: no account, page by page, back, elsewhere, in another language."""

import re
from dataclasses import replace

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from cordata.analysis.forms.definition import Choice, Question
from cordata.analysis.forms.document import to_document
from cordata.clusters.actions.founding import found_cluster
from cordata.surveys.actions.closing import close_round
from cordata.surveys.actions.paper import print_slips
from cordata.surveys.models import Answers, Instrument, InstrumentVersion, Round
from cordata.surveys.queries.forms import form_of
from tests.surveys import making


def test_it_begins_with_what_it_is_for_and_who_sees_what(link, browser):
    html = browser.get(link)
    assert "it sets its next goals by it" in html
    assert "none that rests on fewer than five people" in html
    assert "in own words is read by the head and the team of the school" in html
    assert "It takes about 2 minutes" in html
    assert "Teachers" in html
    assert not Answers.objects.exists()


def test_five_statements_then_the_rest_then_a_code_then_thanks(link, browser):
    html = browser.get(f"{link}1/")
    assert "Page 1 of 3" in html
    assert html.count("<fieldset") == 3
    html = browser.post(f"{link}1/", A1="4", A2="na", A3="pns")
    assert "Page 2 of 3" in html
    assert re.search(r"Saved at \d\d:\d\d", html)
    browser.post(f"{link}2/", A6="3")
    html = browser.post(f"{link}3/", more="Più tempo")
    assert "One last thing" in html
    html = browser.post(
        f"{link}code/", go="code", code1="Ma", code2="07", code3="To", code4="a"
    )
    assert "Thank you" in html
    sheet = Answers.objects.get()
    assert sheet.is_finished
    assert sheet.answers["A2"] == "na"
    assert sheet.answers["more"] == "Più tempo"
    assert len(sheet.link) == 64
    assert "Thank you" in browser.get(f"{link}2/")


def test_half_a_code_of_ones_own_is_looked_at_before_it_is_too_late(link, browser):
    browser.get(f"{link}1/")
    browser.post(f"{link}1/", A1="4")
    browser.post(f"{link}2/", A6="3")
    browser.post(f"{link}3/", more="")
    html = browser.post(f"{link}code/", go="code", code1="Ma", code2="7", code3="T", code4="a")
    assert browser.answer.status_code == 422
    assert "Fill in all four parts of the code, or send without a code." in html
    assert 'name="code1" value="Ma"' in html
    assert not Answers.objects.get().is_finished
    html = browser.post(f"{link}code/", go="code", code1="Ma", code2="7", code3="To", code4="a")
    assert "Thank you" in html
    assert Answers.objects.get().link


def test_going_back_shows_what_was_chosen_and_changes_it(link, browser):
    browser.get(f"{link}1/")
    browser.post(f"{link}1/", A1="4")
    html = browser.post(f"{link}2/", go="back", A6="2")
    assert re.search(r'name="A1" value="4" checked', html)
    browser.post(f"{link}1/", A1="2")
    assert Answers.objects.get().answers == {"A1": "2", "A6": "2"}


def test_an_answer_that_opens_a_question_shows_it(link, browser):
    browser.get(f"{link}1/")
    browser.post(f"{link}1/", A1="4")
    html = browser.post(f"{link}2/", A6="5")
    assert "We try new tools A7" in html
    browser.post(f"{link}2/", A6="5", A7="1")
    assert Answers.objects.get().answers["A7"] == "1"


def test_what_is_missing_is_said_beside_it_and_nothing_is_lost(link, browser):
    browser.get(f"{link}1/")
    html = browser.post(f"{link}1/", A2="3")
    assert browser.answer.status_code == 422
    assert "prefer not to say” is one too" in html
    assert re.search(r'name="A2" value="3" checked', html)
    assert "Page 1 of 3" in html
    assert "Page 2 of 3" in browser.post(f"{link}1/", A1="1", A2="3")


def test_the_language_changes_in_the_middle_and_answers_stay(link, browser):
    browser.get(f"{link}1/")
    html = browser.post(f"{link}1/", go="in-hr", A2="3")
    assert "Isprobavamo nove alate A1" in html
    assert re.search(r'name="A2" value="3" checked', html)
    assert "djelomično" in html
    assert "Hrvatski" in html
    assert browser.answer.redirect_chain[-1][0].startswith("/hr/a/")


def test_the_code_goes_on_elsewhere_and_only_with_the_same_link(link, browser, another, round_):
    browser.get(f"{link}1/")
    browser.post(f"{link}1/", A1="4")
    html = browser.post(f"{link}2/", go="later", A6="2")
    code = re.search(r'class="bigcode">(\w{6})<', html)[1]
    assert code not in str(list(Answers.objects.values()))
    elsewhere = f"/en/a/{making.link(round_, 'leaders')}/go-on/"
    assert another.client.post(elsewhere, {"code": code}).status_code == 422
    another.get(f"{link}go-on/")
    html = another.post(f"{link}go-on/", code=f"{code[:3].lower()} {code[3:]}")
    assert "checked" in html
    assert Answers.objects.count() == 1


def test_wrong_codes_are_counted_for_the_link_and_stop_nobody_else(link, browser, another):
    for _ in range(20):
        browser.client.post(f"{link}go-on/", {"code": "AAAAAA"})
    assert browser.client.post(f"{link}go-on/", {"code": "AAAAAA"}).status_code == 429
    assert "Page 1 of 3" in another.get(f"{link}1/")


def test_what_a_device_sends_too_late_is_refused_and_not_called_done(round_, link, browser):
    """A redirect would mean that it is in: the script would forget it."""
    browser.get(f"{link}1/")
    browser.post(f"{link}1/", A1="4")
    Round.objects.update(closes_at=timezone.now())
    receipt = "3f2504e0-4f89-41d3-9a0c-0305e82c3301"
    given = {"receipt": receipt, "asked": "A1", "A1": "4"}
    for page in ("1/", "all/", "code/"):
        late = browser.client.post(f"{link}{page}", given, headers={"Line": receipt})
        assert (page, late.status_code, "Line-To" in late.headers) == (page, 409, False)
        assert browser.client.post(f"{link}{page}", given).status_code == 302  # as ever


def test_the_same_device_goes_on_where_it_stopped(link, browser):
    browser.get(f"{link}1/")
    browser.post(f"{link}1/", A1="4")
    html = browser.get(link)
    assert "Go on where you stopped" in html
    address = re.search(r'class="btn" href="([^"]+)"', html)[1]
    assert "Page 2 of 3" in browser.get(address)
    assert "Page 2 of 3" in browser.get(f"{link}9/")


def test_the_next_person_at_a_shared_device_sees_nothing_of_the_last(link, browser):
    shared = "?shared=1"
    browser.get(f"{link}1/{shared}")
    browser.post(f"{link}1/{shared}", A1="4")
    html = browser.get(f"{link}{shared}")
    assert "Go on where you stopped" not in html
    html = browser.get(f"{link}1/{shared}")
    assert "checked" not in html
    browser.post(f"{link}1/{shared}", A1="2")
    browser.post(f"{link}2/{shared}", A6="2")
    browser.post(f"{link}3/{shared}")
    html = browser.post(f"{link}code/{shared}", go="plain")
    assert "Next person" in html
    html = browser.post(f"{link}next/{shared}")
    assert "Begin" in html
    assert Answers.objects.count() == 2


def test_what_a_tablet_sends_late_belongs_to_whoever_typed_it(link, browser):
    first = browser.get(f"{link}1/?shared=1")
    browser.get(f"{link}?shared=1")
    browser.get(f"{link}1/?shared=1")
    browser.post(f"{link}1/?shared=1", A1="5")
    browser.html = first  # out of the queue
    browser.post(f"{link}1/?shared=1", A1="1")
    assert sorted(one.answers["A1"] for one in Answers.objects.all()) == ["1", "5"]


def test_all_questions_on_one_page_are_sent_once(link, browser):
    page = browser.get(f"{link}all/")
    assert page.count('name="A1"') == 7
    for _ in range(2):
        browser.html = page
        html = browser.post(f"{link}all/", A1="4", A6="5", code1="Ma")
        assert "Thank you" in html
    sheet = Answers.objects.get()
    assert (sheet.is_finished, sheet.link) == (True, "")
    assert sheet.answers == {"A1": "4", "A6": "5"}


@pytest.mark.parametrize(("before", "stands"), [("5", "2"), ("4", None)])
def test_all_questions_on_one_page_ask_what_depends_on_an_answer_too(
    link, browser, before, stands
):
    html = browser.get(f"{link}all/")
    assert "We try new tools A7" in html
    assert (
        html.count("Only if it fits what you answered before; otherwise leave it empty.") == 1
    )
    assert 'aria-describedby="if-A7"' in html
    assert "Thank you" in browser.post(f"{link}all/", A1="4", A6=before, A7="2")
    assert Answers.objects.get().answers.get("A7") == stands


def test_all_questions_with_something_wrong_come_back_as_they_were(link, browser):
    browser.get(f"{link}all/")
    html = browser.post(f"{link}all/", A2="3")
    assert browser.answer.status_code == 422
    assert re.search(r'name="A2" value="3" checked', html)
    assert "Thank you" in browser.post(f"{link}all/", A1="1", A2="3")
    assert Answers.objects.count() == 1


def test_the_key_in_the_database_opens_no_sheet(link, browser, another):
    browser.get(f"{link}1/")
    browser.post(f"{link}1/", A1="5", A2="1")
    begun = Answers.objects.get()

    sent = {"receipt": str(begun.pk), "asked": "A1,A2", "A1": "3", "turn": "7"}
    html = another.client.post(f"{link}all/", sent | {"A1": ""}).content.decode()
    another.client.post(f"{link}all/", sent)
    another.client.post(f"{link}all/", sent)

    assert not re.findall(r'name="A\d" value="\d"\s+checked', html)
    begun.refresh_from_db()
    assert (begun.answers, begun.is_finished) == ({"A1": "5", "A2": "1"}, False)
    other = Answers.objects.exclude(pk=begun.pk).get()  # sent three times, and one sheet
    assert (other.answers, other.is_finished) == ({"A1": "3"}, True)


def test_after_the_last_day_it_says_what_happens_to_what_was_begun(
    link, browser, another, cast
):
    browser.get(f"{link}1/")
    browser.post(f"{link}1/", A1="4")
    close_round(Round.objects.get(), by=cast.people["team"])
    html = browser.post(f"{link}2/", A6="1")
    assert "The pages that you had saved are counted" in html
    assert Answers.objects.get().answers == {"A1": "4"}
    assert "Answers are no longer taken" in another.get(link)
    assert "tell whoever gave you the link" in another.get(f"{link}1/")
    assert "tell whoever gave you the link" in another.get(f"{link}all/")


def test_a_code_that_comes_after_the_end_is_not_called_wrong(
    cast, round_, link, browser, another
):
    browser.get(f"{link}1/")
    browser.post(f"{link}1/", go="later", A1="4")
    close_round(round_, by=cast.people["team"])
    for html in (another.get(f"{link}go-on/"), another.post(f"{link}go-on/", code="AAAAAA")):
        assert "Answers are no longer taken." in html
        assert "No answers wait under this code" not in html


def test_before_the_first_day_it_says_when(link, browser):
    Round.objects.update(opens_at=making.in_days(2))
    assert "Answers are taken from" in browser.get(link)
    assert "Not open yet" in browser.get(f"{link}1/")


def test_a_slip_opens_the_questions_once(cast, browser, another):
    round_ = making.started(cast.theirs, cast.people["team"], occasion="mid", needs_slips=True,
                            version=Round.objects.get().instrument)  # fmt: skip
    invited = round_.invited.get(voice="teachers")
    [code] = print_slips(invited, 1, by=cast.people["team"])
    link = f"/en/a/{invited.token}/"
    assert "slip of paper" in browser.get(f"{link}1/")
    assert code in browser.get(f"{link}slip/{code}/")
    assert "Page 1 of 3" in browser.post(link, code=code)
    another.get(link)
    assert "it has been used" in another.post(link, code=code)
    assert another.answer.status_code == 422
    browser.post(f"{link}1/", A1="4")
    assert Answers.objects.count() == 1


def test_wrong_slips_shut_nobody_out(cast, browser, another):
    round_ = making.started(cast.theirs, cast.people["team"], occasion="mid", needs_slips=True,
                            version=Round.objects.get().instrument)  # fmt: skip
    codes = print_slips(round_.invited.get(voice="teachers"), 1, by=cast.people["team"])
    first = f"/en/a/{making.link(round_)}/"
    for number in range(21):
        browser.client.post(first, {"code": f"AAAAAA{number:02}"})

    another.post(first, code=codes[0])

    assert "We try new tools A1" in another.html


@pytest.mark.parametrize("page", ["", "go-on/", "next/", "code/", "1/", "all/"])
def test_nothing_is_sent_by_a_link_that_does_not_exist(db, page):
    sent = {"code": "ABCDEFGH", "asked": ""}

    assert Client().post(f"/en/a/nosuchlink/{page}", sent).status_code in {302, 404}


def test_whoever_is_signed_in_is_nobody_here(link, sign_in, cast, django_assert_num_queries):
    from allauth.usersessions.models import UserSession

    client = sign_in("team")
    client.get(link)  # reads the form once
    with django_assert_num_queries(1):
        answer = client.get(f"{link}1/")
    assert cast.people["team"].name not in answer.content.decode()
    assert not UserSession.objects.exists()
    assert settings.SESSION_COOKIE_NAME not in answer.cookies
    assert "csrftoken" not in answer.cookies


def test_the_cookie_is_the_pages_own_and_closed_to_scripts(link):
    client = Client()
    answer = client.get(f"{link}1/")
    [cookie] = answer.cookies.values()
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert answer["Cache-Control"] == "no-store"
    assert making.link(Round.objects.get()) not in str(cookie)


def test_a_page_costs_one_read_and_one_write(link, browser, django_assert_num_queries):
    browser.get(f"{link}1/")
    browser.post(f"{link}1/", A1="4")
    hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', browser.html))
    with django_assert_num_queries(4):  # with BEGIN and COMMIT
        browser.client.post(f"{link}2/", hidden | {"go": "next", "A6": "2"})


@pytest.mark.parametrize("page", ["", "1/", "all/", "go-on/", "later/", "code/", "end/"])
def test_no_such_link(browser, page):
    assert browser.client.get(f"/en/a/nothing/{page}").status_code == 404
    assert browser.client.post("/en/a/nothing/1/", {"asked": "A1"}).status_code == 404


def test_a_forged_sheet_is_nobodys(link, browser, another):
    browser.get(f"{link}1/")
    browser.post(f"{link}1/", A1="4")
    sheet = Answers.objects.get()
    another.client.post(f"{link}1/", {"sheet": f"{sheet.pk.hex}:x", "asked": "A1", "A1": "1"})
    sheet.refresh_from_db()
    assert sheet.answers["A1"] == "4"
    assert Answers.objects.count() == 2


def test_a_cluster_is_told_who_reads_it_from_ten_on_and_own_words_only_where_asked(
    cast, browser
):
    cluster = found_cluster(
        cast.cohort, cast.leading, [cast.theirs], name="Valli", by=cast.people["coordinator"]
    )
    which = making.asked(cluster, cast.people["mentor_team"])
    address = f"/en/a/{making.link(which, 'all')}/"
    first, every = browser.get(address), browser.get(f"{address}all/")

    assert "none that rests on fewer than ten people" in first
    assert "fewer than five" not in first
    for html in (first, every):
        assert "at least ten people have written something" in html
    sent = browser.post(f"{address}all/", A1="4")
    assert "the schools of your cluster see the answers of all together" in sent

    document = to_document(making.form(voices=()))
    document["children"][0]["children"] = document["children"][0]["children"][:-1]
    InstrumentVersion.objects.filter(pk=which.instrument_id).update(document=document)
    form_of.cache_clear()
    assert "in own words" not in browser.get(address)


def test_a_number_is_shown_as_its_language_writes_it_and_missing_names_no_answer_that_is_not_offered(
    cast, browser
):
    form = replace(
        making.form(),
        children=(
            Question("hours", "decimal", {"en": "Hours?", "hr": "Sati?"}, required=True),
            Question("use", "select_one", {"en": "Used?", "hr": "Rabi se?"}, required=True,
                     choices="yes_no"),
        ),
        choices={"yes_no": (Choice("yes", {"en": "Yes", "hr": "Da"}),)},
    )  # fmt: skip
    made = Instrument.objects.create(slug="hours", kind="questionnaire")
    version = InstrumentVersion.objects.create(
        instrument=made, number=1, state="published", document=to_document(form),
        address="sha256:hours", published_at=timezone.now(),
    )  # fmt: skip
    round_ = making.started(cast.theirs, cast.people["team"], version=version, occasion="mid",
                            people={"all": 30})  # fmt: skip
    link = f"/en/a/{making.link(round_, 'all')}/"

    browser.get(f"{link}1/")
    html = browser.post(f"{link}1/")
    assert html.count("An answer is missing here.") == 2
    assert "prefer not to say" not in html

    html = browser.post(f"{link}1/", go="in-hr", hours="3,5")
    assert 'name="hours" value="3,5"' in html
