"""The line is cut, the session ends, a tab closes, two write at once: no word is lost."""

import re
from contextlib import contextmanager
from itertools import count

import pytest

from tests.journeys.conftest import shut
from tests.journeys.forms import FORMS, PERSON, Move, Telephone, Tell, Word

pytestmark = pytest.mark.journey
NUMBER = count(1)
TALLY = {"sent": 0, "lost": 0, "twice": 0}
UNSENT, SAVED, LOST = "[data-state=unsent]", "[data-state=saved]", "[data-state=lost]"


@pytest.fixture(scope="module", autouse=True)
def _tally(pytestconfig):
    yield
    terminal = pytestconfig.pluginmanager.get_plugin("terminalreporter")
    terminal.write_line("\nlost line: " + ", ".join(f"{n} {word}" for word, n in TALLY.items()))


@pytest.fixture
def ante(visit):
    return Telephone(visit(390))


def look(telephone, pictures, name):
    telephone.visitor.check()
    if pictures:
        pictures.mkdir(parents=True, exist_ok=True)
        telephone.page.screenshot(path=pictures / f"line-{name}.png", full_page=True)


def words_of(form):
    return f"{type(form).__name__} {next(NUMBER)}"


def arrived(form, words):
    """Exactly once, as the server tells another browser."""
    found = form.count(words)
    TALLY["sent"] += 1
    TALLY["lost"] += found == 0
    TALLY["twice"] += found > 1
    form.tidy()
    assert found == 1, (type(form).__name__, words, found)


@contextmanager
def sending(page):
    """Wait for what the script sends, and for the page that follows."""
    with (
        page.expect_navigation(timeout=60_000),
        page.expect_response(answered, timeout=60_000) as answer,
    ):
        yield answer


def answered(answer):
    return "line-to" in answer.headers


def sign_in_again(telephone):
    page = telephone.page
    page.fill("#id_email", PERSON)
    page.click("main button.btn >> nth=0")
    page.wait_for_selector("#id_code")
    letters = telephone.context.request.get("/en/letters/").text()
    page.fill("#id_code", "".join(re.search(r"\b(\d{3}) (\d{3})\b", letters).groups()))
    page.click("main button.btn >> nth=0")


def test_the_line_is_cut_before_every_submit(ante, pictures):
    page = ante.page
    for kind in FORMS:
        form = kind(ante)
        words = words_of(form)
        form.open(page)
        form.fill(page, words)
        ante.context.set_offline(True)
        form.press(page)
        page.wait_for_selector(f".line{UNSENT} >> text=Not sent yet, safe on this device")
        look(ante, pictures, f"cut-{kind.__name__.lower()}")
        with sending(page):
            ante.context.set_offline(False)
        page.wait_for_load_state()
        arrived(form, words)


def test_the_session_ends_before_every_submit(ante, pictures):
    page = ante.page
    for kind in FORMS:
        form = kind(ante)
        words = words_of(form)
        form.open(page)
        form.fill(page, words)
        ante.context.clear_cookies(name="sessionid")
        form.press(page)
        page.wait_for_url("**/sign-in/?next=*")
        assert "Everything you typed is safe" in page.inner_text("main")
        if kind is Move:
            look(ante, pictures, "away")
        with sending(page):
            sign_in_again(ante)
        page.wait_for_load_state()
        arrived(form, words)


def test_the_tab_is_closed_before_every_submit_and_opened_again(ante, pictures):
    for kind in FORMS:
        form = kind(ante)
        words = words_of(form)
        form.open(ante.page)
        ante.context.set_offline(True)
        form.fill(ante.page, words)
        ante.page.wait_for_timeout(100)
        shut(ante.page)
        ante.context.set_offline(False)
        ante.page = ante.visitor.page = ante.context.new_page()
        form.open(ante.page)
        ante.page.wait_for_selector(f".line{SAVED}")
        assert form.stands(ante.page, words)
        if kind is Move:
            look(ante, pictures, "reopened")
        with sending(ante.page):
            form.press(ante.page)
        ante.page.wait_for_load_state()
        arrived(form, words)


def test_every_form_is_sent_twice(ante):
    page = ante.page
    for kind in FORMS:
        form = kind(ante)
        words = words_of(form)
        form.open(page)
        form.fill(page, words)
        with sending(page) as first:
            form.press(page)
        page.wait_for_load_state()
        asked = first.value.request
        headers = {"Line": "again", "X-CSRFToken": asked.headers["x-csrftoken"],
                   "Content-Type": asked.headers["content-type"]}  # fmt: skip
        again = ante.context.request.post(asked.url, data=asked.post_data, headers=headers)
        assert again.headers["line-to"] == first.value.headers["line-to"]
        arrived(form, words)


def test_the_form_opens_on_another_device_with_what_was_typed(ante, visit, pictures):
    form = Tell(ante)
    form.open(ante.page)
    form.fill(ante.page, "Napola napisano")
    ante.page.wait_for_selector(f".line{SAVED}")
    assert re.search(r"Saved at \d\d:\d\d", ante.page.inner_text(f".line{SAVED}"))
    look(ante, pictures, "saved")

    desk = Telephone(visit(1280, "dark"))
    form.open(desk.page)
    desk.page.wait_for_selector(f".line{SAVED}")
    assert form.stands(desk.page, "Napola napisano")
    look(desk, pictures, "other-device-1280-dark")

    desk.page.click("text=Empty the form")
    assert form.stands(desk.page, "")
    desk.page.reload()
    assert form.stands(desk.page, "")


def test_two_tabs_say_two_things_and_both_arrive(ante):
    form = Move(ante)
    tabs = {words_of(form): page for page in (ante.page, ante.context.new_page())}
    for words, page in tabs.items():
        form.open(page)
        form.fill(page, words)
        page.wait_for_selector(f".line{SAVED}")
    for page in tabs.values():
        with sending(page):
            form.press(page)
        page.wait_for_load_state()
    tidy, form.tidy = form.tidy, lambda: None
    for words in tabs:
        arrived(form, words)
    tidy()


def test_two_tabs_change_one_thing_and_the_person_chooses(ante, pictures):
    form, other = Word(ante), ante.context.new_page()
    for page in (ante.page, other):
        form.open(page)
    form.fill(other, "Prva inačica")
    with sending(other):
        form.press(other)
    form.fill(ante.page, "Druga inačica")
    form.press(ante.page)
    ante.page.wait_for_selector("#conflict")
    shown = ante.page.inner_text("#conflict")
    assert "Prva inačica" in shown
    assert "Druga inačica" in shown
    look(ante, pictures, "conflict")
    with sending(ante.page):
        form.press(ante.page)
    ante.page.wait_for_load_state()
    arrived(form, "Druga inačica")


def test_two_versions_of_one_draft_stand_together_and_one_is_taken(ante, visit, pictures):
    form = Tell(ante)
    form.open(ante.page)
    form.fill(ante.page, "Na stolu")
    ante.page.wait_for_selector(f".line{SAVED}")
    phone = Telephone(visit(390, "dark"))
    form.open(phone.page)
    phone.context.set_offline(True)
    form.fill(phone.page, "U autobusu")
    phone.page.wait_for_timeout(100)
    shut(phone.page)
    phone.context.set_offline(False)
    phone.page = phone.visitor.page = phone.context.new_page()
    form.open(phone.page)
    phone.page.wait_for_selector("[data-other]")
    assert form.stands(phone.page, "U autobusu")
    assert "Na stolu" in phone.page.inner_text("[data-other]")
    look(phone, pictures, "two-versions-dark")
    phone.page.click("text=Take this")
    with sending(phone.page):
        form.press(phone.page)
    phone.page.wait_for_load_state()
    arrived(form, "Na stolu")


def test_two_people_tell_of_one_visit_and_the_later_sees_both(ante, visit):
    form = Tell(ante)
    ana = visit(1280)
    ana.sign_in("ana@example.org")
    for page in (ante.page, ana.page):
        form.open(page)
    form.fill(ana.page, "Anina rečenica")
    form.fill(ante.page, "Antina rečenica")
    with sending(ante.page):
        form.press(ante.page)
    form.press(ana.page)
    ana.page.wait_for_selector("text=A colleague told it before you")
    assert "Antina rečenica" in ana.page.inner_text("main")
    assert "Anina rečenica" in ana.page.inner_text("main")
    arrived(form, "Antina rečenica")


def test_who_signs_out_is_warned_of_what_is_not_sent_and_leaves_nothing_behind(ante):
    form, page = Move(ante), ante.page
    form.open(page)
    ante.context.set_offline(True)
    form.fill(page, "Još neposlano")
    page.click("details.only-s summary")
    out = ".only-s form[data-line-out] button"

    for answer in ("dismiss", "accept"):
        asked = []

        def reply(one, how=answer, asked=asked):
            asked.append(one.message)
            getattr(one, how)()

        page.on("dialog", reply)
        page.click(out, no_wait_after=True)
        page.wait_for_timeout(400)
        page.remove_listener("dialog", reply)
        assert "is not sent yet" in asked[0]
        # Without a line nobody is signed out, and so nothing is deleted.
        assert asked[1:] == (["You need a connection for this"] if answer == "accept" else [])
        assert form.stands(page, "Još neposlano")

    page.on("dialog", lambda one: one.accept())
    ante.context.set_offline(False)
    page.click(out, no_wait_after=True)
    page.wait_for_selector("a[href*='/sign-in/']", state="attached")
    assert page.evaluate("window.cordataLine.ask('unsent', 'getAll')") == []


def test_what_needs_a_connection_says_so_and_stays(ante):
    page = ante.page
    page.goto(ante.talk())
    page.fill("#id_text", "Ostaje")
    ante.context.set_offline(True)
    asked = []
    page.once("dialog", lambda one: (asked.append(one.message), one.accept()))
    plain = (
        "[...document.forms].find((form) => !form.dataset.line && !('lineOut' in form.dataset))"
    )
    page.evaluate(f"{plain}.requestSubmit()")
    page.wait_for_timeout(200)
    assert asked == ["You need a connection for this"]
    assert page.input_value("#id_text") == "Ostaje"
    ante.context.set_offline(False)


def test_a_browser_that_keeps_nothing_says_so_at_the_start(visit, pictures):
    visitor = visit(390)
    visitor.context.add_init_script(
        "Object.defineProperty(window, 'indexedDB', {get() { throw new Error('no'); }})"
    )
    ante = Telephone(visitor)
    form = Move(ante)
    form.open(ante.page)
    text = "This browser will not keep your text if the line drops."
    ante.page.wait_for_selector(f"text={text}")
    look(ante, pictures, "refused")
    form.fill(ante.page, "Samo na ekranu")
    ante.context.set_offline(True)
    form.press(ante.page)
    ante.page.wait_for_selector(f".line{LOST} >> text=Could not be saved: copy your text")
    ante.page.wait_for_selector("text=Copy the text")
    look(ante, pictures, "lost")
    assert form.stands(ante.page, "Samo na ekranu")
    ante.context.set_offline(False)
