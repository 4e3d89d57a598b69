"""The forms that must not lose a word, as a person on a telephone meets them."""

import datetime as dt
import itertools
import re

from tests.journeys.conftest import shut

MINUTES = itertools.count(1)
PERSON = "head.demo-hr-003@example.org"


class Telephone:
    """A browser in which the head of a Croatian mentor school is signed in: its goals are set at once."""

    def __init__(self, visitor):
        self.visitor, self.context, self.page = visitor, visitor.context, visitor.page
        visitor.sign_in(PERSON)
        self.page.goto("/en/school/needs/")
        self.par = re.search(r"par_\w+", self.page.url).group()
        self.plan = f"/en/our-goals/{self.par}/"

    def post(self, address, **facts):
        """Make something beside the page, as another device would."""
        cookies = {one["name"]: one["value"] for one in self.context.cookies()}
        headers = {"X-CSRFToken": cookies["csrftoken"]}
        answer = self.context.request.post(address, form=facts, headers=headers)
        assert answer.ok, (address, answer.status)
        return answer

    def new_goal(self, words):
        facts = {"text": words, "why": "Zato", "success": "Vidjet ćemo"}
        return self.post(self.plan, **facts).url

    def drop(self, goal):
        self.post(f"{goal}drop/", why="Za probu")

    def agenda(self):
        self.page.goto("/en/home/")
        self.page.click("a[href*='/clusters/clu_']")
        return f"{self.page.url}agenda/"

    def talk(self):
        """Where a conversation begins."""
        self.page.goto("/en/home/")
        self.page.click("a[href*='/clusters/clu_']")
        return f"{self.page.url}talk/new/"

    def new_visit(self, days=-1):
        self.page.goto(self.agenda())
        host = self.page.locator("#id_host option").first.get_attribute("value")
        at = dt.datetime.now() + dt.timedelta(days=days)
        facts = {"kind": "visit", "starts_at": at.strftime("%Y-%m-%dT%H:%M"), "minutes": "90"}
        return self.post(self.page.url, host=host, **facts).url

    def read(self, address, selector="main"):
        """What the server says, in a tab of its own without scripts' help."""
        html = self.context.request.get(address).text()
        page = self.context.new_page()
        page.set_content(re.sub(r"<(script|link)[^>]*>", "", html))
        found = page.locator(selector).all_inner_texts()
        shut(page)
        return found


class Form:
    """One form: ``open`` it, ``fill`` it with words of its own, ``count`` what arrived."""

    button = "main form[data-line] button.btn"
    field = ""

    def __init__(self, telephone):
        self.telephone = telephone
        self.address = self.prepare()

    def open(self, page):
        page.goto(self.address)

    def fill(self, page, words):
        page.fill(self.field, words)

    def press(self, page):
        page.click(self.button)

    def stands(self, page, words):
        return page.input_value(self.field) == words

    def tidy(self):
        """Make room for the next."""

    def count(self, words):
        found = self.telephone.read(self.address, self.place)
        return sum(words in one for one in found)


class NewGoal(Form):
    field, place = "#word_text", "main section.card h2"

    def prepare(self):
        return self.telephone.plan

    def fill(self, page, words):
        super().fill(page, words)
        page.fill("#word_why", "Zato")
        page.fill("#word_success", "Vidjet ćemo")

    def tidy(self):
        page = self.telephone.page
        page.goto(self.address)
        for link in page.locator("main section.card h2 a").all():
            self.telephone.drop(link.get_attribute("href"))


class OnAGoal(Form):
    place = "main ul li"

    def prepare(self):
        return self.telephone.new_goal(f"Cilj {next(MINUTES)}")

    def tidy(self):
        self.telephone.drop(self.address)


class Move(OnAGoal):
    field, button = "#move_sentence", "form[action$='/move/'] button.btn"

    def fill(self, page, words):
        page.check("input[name=stop][value=several]")
        super().fill(page, words)


class Step(OnAGoal):
    field, button = "#step_text", "form[action$='/steps/'] button.btn"

    def fill(self, page, words):
        super().fill(page, words)
        page.fill("#step_owner", "Ante")


class Word(OnAGoal):
    field, button, place = "#word_text", "form[action$='/word/'] button.btn", "main h1"

    def open(self, page):
        super().open(page)
        # The script opens it where something was kept: only then is it known who must.
        page.wait_for_selector("form[action$='/word/'] .line", state="attached")
        if page.locator("form[action$='/word/']").is_hidden():
            page.locator("details:has(form[action$='/word/']) summary").click()


class Plan(Form):
    field, place = "#id_point1", "main ul.tasks li"

    def prepare(self):
        return self.telephone.agenda()

    def fill(self, page, words):
        self.at = dt.datetime(2027, 3, 1, 8, 0) + dt.timedelta(minutes=next(MINUTES))
        page.fill("#id_starts_at", self.at.strftime("%Y-%m-%dT%H:%M"))
        super().fill(page, words)

    def count(self, words):
        return super().count(f"1 March 2027, {self.at:%H:%M}")


class Tell(Form):
    field, place = "#id_sentence", "main section.card p"

    def prepare(self):
        return self.telephone.new_visit()

    def fill(self, page, words):
        page.check("input[name=went][value=well]")
        super().fill(page, words)


class Needs(Form):
    field, button = "#id_priority_4", "form[data-line-key$=':needs'] button.btn"

    def prepare(self):
        return f"/en/school/needs/{self.telephone.par}/"

    def fill(self, page, words):
        """The words say which: a topic of the vocabulary, by its place in the list."""
        at = 1 + int(words.split()[-1]) % 12
        taken = {page.input_value(f"#id_topic_{row}") for row in range(4)}
        choices = [
            one.get_attribute("value") for one in page.locator("#id_topic_4 option").all()
        ]
        free = [one for one in choices if one and one not in taken]
        self.topic = free[at % len(free)]
        page.select_option("#id_topic_4", self.topic)

    def stands(self, page, words):
        return page.input_value("#id_topic_4") == self.topic

    def count(self, _words):
        html = self.telephone.context.request.get(self.address).text()
        return html.count(f'<option value="{self.topic}" selected>')


class Answer(Form):
    """A conversation: sent or not, it must stand there once."""

    field, button, place = "#id_text", "#answer button.btn", "article.post .prose"

    def prepare(self):
        facts = {"title": f"Razgovor {next(MINUTES)}", "text": "Početak", "language": "hr"}
        return self.telephone.post(self.telephone.talk(), asks="", **facts).url


class Begin(Form):
    """The conversation itself."""

    field, place = "#id_text", "article.post .prose"

    def prepare(self):
        return self.telephone.talk()

    def fill(self, page, words):
        super().fill(page, words)
        page.fill("#id_title", words)

    def count(self, words):
        threads = self.address.removesuffix("new/")
        return sum(words in one for one in self.telephone.read(threads, "main li"))


FORMS = [NewGoal, Move, Step, Word, Plan, Tell, Needs, Answer, Begin]
