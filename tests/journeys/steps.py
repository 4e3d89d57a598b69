"""What two schools do on a telephone, step by step: both journeys of ``test_walk``."""

import re

LATER = "2027-03-09T14:30"
TELL = "ul.tasks a[href*='/activities/']"


def this_week(walk, mentor):
    """What comes is on the first page; a letter's link is answered with one button."""
    walk.step("this-week", mentor)
    walk.look(axe=True)


def come(walk, mentor, letter):
    walk.step("come", mentor)
    walk.page.goto(letter)
    walk.go("main form button.btn")
    walk.page.wait_for_selector(".note.ok")
    walk.look(axe=True)


def tell(walk, mentor, words):
    walk.step("tell", mentor)
    walk.go(TELL)
    walk.tap("label:has(input[name=went][value=well])")
    walk.type("#id_sentence", words)
    walk.look(axe=True)
    walk.go("main form[data-line] button.btn")
    walk.page.wait_for_selector("main section.card .tag.ok")
    walk.look()


def answer(walk, mentor, words):
    walk.step("answer", mentor)
    walk.go("section.card a[href*='/talk/']")
    walk.go("main a[href*='/talk/thr_']")
    walk.type("#answer textarea", words)
    walk.go("#answer button.btn")
    walk.page.wait_for_selector(f"article.post:has-text('{words}')")
    walk.look(axe=True)


def read_the_goals(walk, mentor):
    walk.step("goals", mentor)
    walk.go("section.card a[href*='/clusters/clu_']")
    walk.page.wait_for_selector("ul.goals")
    walk.look(axe=True)


def plan(walk, mentor):
    """The points stand there already: goals that have not moved."""
    walk.step("plan", mentor)
    walk.go("a[href$='/agenda/']")
    walk.type("#id_starts_at", LATER)
    assert walk.page.input_value("#id_point1")
    walk.look(axe=True)
    walk.go("main form[data-line] button.btn")
    walk.page.wait_for_url(re.compile("/activities/"))
    walk.look()


def end_the_term(walk, mentor, words):
    walk.step("term", mentor)
    walk.go("main a[href$='/terms/']")
    walk.go("main a[href$='/terms/1/']")
    for field in ("moved", "hindered", "ahead"):
        walk.type(f"#id_{field}", words)
    walk.go("main form.wide-text button.btn")
    walk.look(axe=True)


def start_a_round(walk, head):
    """What is known stands there; three numbers, and the links are there."""
    walk.step("start", head)
    walk.go("a[href*='/school/self-assessment/start/']")
    for voice, people in (("leaders", "6"), ("teachers", "12"), ("students", "60")):
        walk.type(f"#id_{voice}", people)
    walk.look(axe=True)
    walk.go("main form button.btn")
    walk.page.wait_for_selector(".qrbox svg")
    walk.look(axe=True)
    links = walk.page.locator("section.card p a").evaluate_all("all => all.map(a => a.href)")
    return list(dict.fromkeys(re.findall(r"/a/([\w-]{43})/", " ".join(links))))


def choose_on_a_page(walk):
    """One tap for each of at most five statements."""
    statements = walk.page.locator("fieldset.opts").all()
    assert len(statements) <= 5
    for statement in statements:
        statement.locator("label").nth(2).click()
        walk.now.taps += 1


def answer_the_questions(walk, teacher, address):
    """To the end; how many pages it took."""
    walk.step("answer", teacher)
    walk.page.goto(address)
    walk.look(axe=True)
    walk.go("main .acts a.btn")
    pages = 0
    while not walk.page.locator("button[value=plain]").count():
        choose_on_a_page(walk)
        if pages == 0:
            walk.look(axe=True)
        pages += 1
        walk.go("button[name=go][value=next]")
    walk.go("button[value=plain]")
    walk.page.wait_for_selector("fieldset", state="detached")
    walk.look(axe=True)
    return pages


def stop_and_go_on(walk, teacher, other, address):
    """A page here, the rest elsewhere by a code of six characters."""
    walk.step("stop", teacher)
    walk.page.goto(address)
    walk.go("main .acts a.btn")
    choose_on_a_page(walk)
    walk.go("button[name=go][value=later]")
    code = walk.page.inner_text(".bigcode").strip()
    walk.look(axe=True)
    walk.step("go-on", other)
    walk.page.goto(address)
    walk.go("a[href*='/go-on/']")
    walk.type("#code", code)
    walk.look(axe=True)
    walk.go("main form button.btn")
    walk.page.wait_for_selector("fieldset.opts")
    walk.look()


def remind(walk, head, address):
    """Numbers without names, and one reminder."""
    walk.step("remind", head)
    walk.page.goto(address)
    walk.look(axe=True)
    walk.go("form[action$='/remind/'] button.btn")
    walk.look()


def close_and_read(walk, head, address):
    """The report is there the moment the round closes."""
    walk.step("report", head)
    walk.page.goto(address)
    walk.go("a[href$='/close/']")
    walk.go("main form button.btn")
    walk.page.wait_for_selector("table.dotplot")
    walk.look(axe=True)


def choose_a_goal(walk, head, words):
    """The reason and the measure are suggested; the goal itself is theirs to word."""
    walk.step("choose", head)
    walk.go("main a.btn[href$='/goals/']")
    walk.type("#id_goal0-text", words)
    walk.look(axe=True)
    walk.go("main form.wide-text button.btn")
    walk.page.wait_for_url(re.compile("/our-goals/"))
    walk.look(axe=True)


def agree(walk, mentor, address):
    walk.step("agree", mentor)
    walk.page.goto(address)
    walk.go("ul.tasks a[href*='/proposed-goals/']")
    walk.look(axe=True)
    walk.go("form[action$='/agree/'] button.btn")
    walk.look()


def move(walk, head, words, address):
    """On the rope at "Agreed"; moved with a stop and a sentence."""
    walk.step("move", head)
    walk.page.goto(address)
    walk.go(f"main a[href*='/goals/gol_']:has-text('{words}')")
    walk.look()
    walk.tap("label:has(input[name=stop][value=trying])")
    walk.type("#move_sentence", words)
    walk.go("form[action$='/move/'] button.btn")
    walk.page.wait_for_selector("main .route .here")
    walk.look(axe=True)
