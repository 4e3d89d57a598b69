"""A policy maker compares four ways of coordinating on the phone, and takes a guideline along."""

import zipfile

import pytest

pytestmark = pytest.mark.journey


def test_comparing_on_the_phone_and_taking_a_guideline_along(visit):
    teresa = visit(width=390)
    page = teresa.page
    teresa.sign_in("teresa@example.org", "pt")

    page.goto("/en/models/")
    teresa.check()
    page.click("main >> text=Ours beside the literature")
    assert page.locator("table.sides").count() == 2
    teresa.check()

    page.goto("/en/models/ways/")
    teresa.check()
    page.uncheck("input[value=mixed]")
    page.check("input[value=among-peers]")
    page.click("main button.btn")
    assert page.url.count("with=") == 4
    assert "among-peers" in page.url
    teresa.check()
    page.click("table.sides td a:text-is('Among peers')")
    teresa.check()

    page.goto("/pt/guidelines/")
    teresa.check()
    page.click("main h2 a >> nth=0")
    assert page.locator("main h1").inner_text().startswith("Coordenar")
    teresa.check()
    with page.expect_download() as taken:
        page.click("main aside a.btn")
    with zipfile.ZipFile(taken.value.path()) as kit:
        assert len(kit.namelist()) == 11  # five formats, two sheets twice, two citations


def test_without_scripts_in_the_dark(visit):
    reader = visit(scheme="dark", scripts=False)
    reader.page.goto("/hr/guidelines/mentor-school/")
    assert reader.page.locator("main h1").inner_text().startswith("Biti mentorska")
    reader.check()
    reader.page.goto("/en/models/sources/")
    reader.check()


def test_axe_finds_nothing_in_the_dark_on_wide_screens(visit):
    reader = visit(scheme="dark")
    for path in (
        "/en/models/ways/side-by-side/",
        "/en/models/ways/online/",
        "/hr/guidelines/mentor-school/",
    ):
        reader.page.goto(path)
        reader.check()
