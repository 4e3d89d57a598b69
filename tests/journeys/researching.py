"""What researchers do from a plan to a released finding, step by step: ``test_research``."""

HEADLINE = "In 12 scuole gli insegnanti concordano di 0,67 punti in più."
LIMITS = "Nessun confronto: qui dentro c’è anche ciò che è successo ovunque."


def plan_how_many(walk, paola, address):
    walk.step("power", paola)
    walk.page.goto(address)
    walk.type("#id_treated", "6")
    walk.type("#id_comparison", "6")
    walk.go("main form button.btn")
    walk.page.wait_for_selector("#result")
    walk.look(axe=True)


def open_a_project(walk, paola, address):
    """Returns its address."""
    walk.step("project", paola)
    walk.page.goto(address)
    walk.type("#id_title", "Scuole accompagnate")
    walk.type("#id_question", "Dopo un anno gli insegnanti vedono la scuola in modo diverso?")
    walk.go("main form button.btn")
    walk.page.wait_for_selector("ol.tasks .tag.act")
    walk.look(axe=True)
    return walk.page.url


def say_who_pays(walk, paola):
    walk.step("rules", paola)
    walk.go("ol.tasks a[href$='/rules/']")
    walk.type("#id_paid_by", "Il ministero")
    walk.type("#id_ethics", "Scuole e famiglie hanno ricevuto una lettera.")
    walk.tap("label:has(input[name=consent][value=anonymous])")
    walk.look(axe=True)
    walk.go("main form button.btn")
    walk.page.wait_for_selector("ol.tasks .tag.ok")
    walk.look()


def register_the_design(walk, paola):
    walk.step("design", paola)
    walk.go("ol.tasks a[href$='/design/']")
    walk.tap("label:has(input[name=design][value=D0])")
    walk.type("#id_unit", "Un cluster con la sua scuola mentore")
    walk.type("#id_comparison", "Nulla: le stesse scuole un anno prima")
    walk.type("#id_clusters", "6")
    walk.type("#id_schools", "12")
    walk.look(axe=True)
    walk.go("main form.wide-text button.btn")
    walk.page.wait_for_selector("dl.said")
    walk.look(axe=True)


def write_an_analysis_down(walk, paola, project, cohort):
    """Before the later round has closed: it is registered, not exploratory."""
    walk.step("register", paola)
    walk.page.goto(project)
    walk.go("ol.tasks a[href$='/register/']")
    walk.type("#id_title", "La guida, vista dagli insegnanti")
    walk.type("#id_expects", "Un guadagno di mezzo punto.")
    walk.tap(f"label:has(input[name=cohorts][value={cohort}])")
    walk.page.select_option("#id_area", "whole-school|A")
    walk.look(axe=True)
    walk.go("main form.wide-text button.btn")
    walk.page.wait_for_selector("#ahead")
    walk.look(axe=True)


def look_and_compute(walk, paola):
    """The method's own looks first, then one button."""
    walk.step("compute", paola)
    walk.page.reload()
    walk.page.wait_for_selector("#ahead ul.plain .tag")
    walk.look(axe=True)
    walk.go("#ahead form button.btn")
    walk.page.wait_for_selector("#result table.dotplot")
    walk.look(axe=True)


def write_the_finding(walk, paola):
    """What could be wrong must be worded anew; returns the finding's address."""
    walk.step("finding", paola)
    walk.go("#result a.btn[href$='/finding/']")
    walk.type("#id_headline", HEADLINE)
    walk.go("main form.own button.btn")
    walk.page.wait_for_selector("#errors")
    assert walk.page.input_value("#id_headline") == HEADLINE
    walk.look(axe=True)
    walk.type("#id_limits", LIMITS)
    walk.type("#id_counter", "Gli alunni non vedono cambiamenti.")
    walk.go("main form.own button.btn")
    walk.look(axe=True)
    walk.go("form[action$='/ask-review/'] button.btn")
    walk.look()
    return walk.page.url


def comment_and_approve(walk, reviewer, finding):
    walk.step("review", reviewer)
    walk.page.goto(finding)
    walk.look(axe=True)
    walk.tap("details:has(form[action$='/remark/']) summary")
    walk.page.select_option("#id_at", "limits.1")
    walk.page.fill("form[action$='/remark/'] textarea", "Dica quali scuole hanno risposto.")
    walk.go("form[action$='/remark/'] button.btn")
    walk.page.wait_for_selector("blockquote")
    approve_here(walk)


def approve(walk, reviewer, finding):
    walk.step("second-review", reviewer)
    walk.page.goto(finding)
    approve_here(walk)


def approve_here(walk):
    walk.tap("label:has(input[name=says][value=approve])")
    walk.go("form[action$='/review/'] button.btn")
    walk.look(axe=True)


def release(walk, paola, finding):
    """Every look before it is in order."""
    walk.step("release", paola)
    walk.page.goto(finding)
    assert walk.page.locator("form[action$='/release/'] .tag.warn").count() == 0
    walk.look()
    walk.go("form[action$='/release/'] button.btn")
    walk.page.wait_for_selector("form[action$='/release/']", state="detached")


def read_it_as_anybody(walk, reader, finding):
    """The sentence, the bands, how sure, who paid, and the comment with its name."""
    walk.step("public", reader)
    walk.page.goto(finding)
    words = walk.page.inner_text("main")
    for said in (HEADLINE, LIMITS, "Il ministero", "Dica quali scuole"):
        assert said in words, said
    assert walk.page.locator(".dotplot rect.span").count() == 2
    walk.look(axe=True)


def compute_again(walk, paola, finding):
    """Returns how the note above the page is marked: "ok" or "err"."""
    walk.step("again", paola)
    walk.page.goto(finding)
    walk.go("form[action$='/compute-again/'] button.btn")
    walk.page.wait_for_selector(".note[role=status]")
    walk.look(axe=True)
    marks = walk.page.get_attribute(".note[role=status]", "class").split()
    return marks[-1]
