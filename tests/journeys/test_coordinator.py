"""Marta forms the clusters of Italy: the first whole job, in a real browser."""

import pytest

pytestmark = pytest.mark.journey


def look(visitor, pictures, name):
    if pictures:
        pictures.mkdir(parents=True, exist_ok=True)
        visitor.page.screenshot(path=pictures / f"{name}.png", full_page=True)


def test_marta_computes_asks_why_moves_publishes_and_undoes(visit, pictures):
    marta = visit()
    marta.sign_in("marta@example.org")
    marta.check()
    page = marta.page

    page.click("text=Compute the clusters")
    page.click("main form button.btn")
    page.wait_for_selector("text=Proposed matching")
    marta.check()
    look(marta, pictures, "proposal-1280-light")

    page.click(".clu tbody th a >> nth=0")
    page.wait_for_selector(".why")
    assert page.locator(".score tr").count() == 4
    marta.check()
    look(marta, pictures, "why-1280-light")

    page.click(".clu .rowacts button >> nth=0")
    page.wait_for_selector(".clu [aria-pressed=true]")

    page.click(".clu .rowacts a.btn >> nth=1")
    page.wait_for_selector("input[name=mentor]")
    marta.check()
    look(marta, pictures, "move-1280-light")
    page.check("input[name=mentor] >> nth=0")
    page.fill("#id_reason", "They know each other")
    page.click("text=Move it and compute the rest")
    page.wait_for_selector("text=Draft 2")

    page.click("text=Check and publish")
    marta.check()
    look(marta, pictures, "publish-1280-light")
    page.click("main form button.btn")
    page.wait_for_selector("text=Undo the publication")
    marta.check()
    look(marta, pictures, "published-1280-light")

    page.click("text=Undo the publication")
    page.wait_for_selector("text=Undone.")


def test_the_same_job_in_italian_on_a_phone_in_the_dark(visit, pictures):
    marta = visit(390, "dark")
    marta.sign_in("marta@example.org", "it")
    page = marta.page
    marta.check()
    look(marta, pictures, "week-390-dark-it")

    page.goto("/it/coordinate/it/")
    marta.check()
    look(marta, pictures, "overview-390-dark-it")
    page.goto(page.locator("main a[href*=matching]").first.get_attribute("href"))
    if page.locator(".clu").count() == 0:
        page.click("main form button.btn")
    page.wait_for_selector(".clu")
    marta.check()
    look(marta, pictures, "proposal-390-dark-it")


def test_everything_works_without_scripts(visit):
    marta = visit(scripts=False)
    marta.sign_in("marta@example.org")
    page = marta.page

    page.goto("/en/coordinate/it/")
    page.goto(page.locator("main a[href*=matching]").first.get_attribute("href"))
    if page.locator(".clu").count() == 0:
        page.click("main form button.btn")
    page.click(".clu tbody th a >> nth=1")

    assert page.locator(".score tr").count() == 4
    marta.check()


def test_a_register_is_checked_shown_and_taken_in(visit, tmp_path, pictures):
    table = tmp_path / "register.csv"
    table.write_text(
        "school_code,school_name,municipality,region,lat,lon,pupils\n"
        "X001,Scuola di prova,Torino,Piemonte,45.07,7.68,120\n"
        "X002,,Torino,Piemonte,45.07,7.68,80\n"
        "X003,Scuola tre,Torino,Piemonte,95,7.68,many\n",
        encoding="utf-8",
    )
    marta = visit()
    marta.sign_in("marta@example.org")
    page = marta.page

    page.goto("/en/coordinate/it/schools/imports/")
    page.set_input_files("input[type=file]", table)
    page.click("main form button.btn")
    page.wait_for_selector("text=Which column is which?")
    marta.check()
    page.click("main form button.btn")
    page.wait_for_selector("text=Take in all of it", timeout=20_000)
    assert "3 cells are wrong" in page.inner_text("main")
    marta.check()
    look(marta, pictures, "import-1280-light")
    page.click("text=Take in all of it")
    page.wait_for_selector("text=/^Taken in$/", timeout=20_000)

    page.goto("/en/schools/?q=prova")
    assert "Scuola di prova" in page.inner_text("main")
