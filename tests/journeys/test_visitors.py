"""Pages of visitors, schools and administrators, in two widths and both colours."""

import pytest

pytestmark = pytest.mark.journey

SHAPES = [(1280, "light"), (390, "dark")]
PUBLIC = [
    "/en/",
    "/hu/",
    "/en/schools/",
    "/hr/schools/?country=hr",
    "/en/map/?country=hr",
    "/pt/networks/",
    "/cs/networks/cz/",
    "/nl/how-it-works/",
    "/it/calls/",
    "/hu/calls/hu-27/",
    "/en/sign-in/",
    "/en/nothing/",
]
PEOPLE = {
    "ada@example.org": [
        "/en/admin/countries/", "/en/admin/roles/", "/en/admin/audit/", "/en/admin/health/",
        "/en/texts/", "/en/texts/about/it/",
    ],
    "ana@example.org": [
        "/hr/home/", "/hr/coordinate/hr/", "/hr/coordinate/hr/clusters/",
        "/hr/coordinate/hr/schools/", "/hr/coordinate/hr/people/", "/hr/me/",
    ],
    "head.demo-hr-006@example.org": ["/hr/home/", "/hr/school/", "/hr/school/needs/"],
}  # fmt: skip


@pytest.mark.parametrize(("width", "scheme"), SHAPES)
@pytest.mark.parametrize("address", PUBLIC)
def test_public_pages_are_accessible_and_fit(visit, width, scheme, address, pictures):
    visitor = visit(width, scheme)

    visitor.page.goto(address)

    visitor.check()
    if pictures:
        pictures.mkdir(parents=True, exist_ok=True)
        name = address.strip("/").replace("/", "-").replace("?", "-")
        visitor.page.screenshot(path=pictures / f"{name}-{width}.png", full_page=True)


@pytest.mark.parametrize(("width", "scheme"), SHAPES)
@pytest.mark.parametrize("email", PEOPLE)
def test_pages_of_people_are_accessible_and_fit(visit, width, scheme, email, pictures):
    person = visit(width, scheme)
    person.sign_in(email)

    for address in PEOPLE[email]:
        person.page.goto(address)
        person.check()
        if pictures:
            name = address.strip("/").replace("/", "-")
            person.page.screenshot(path=pictures / f"{name}-{width}.png", full_page=True)


def test_the_sign_in_link_of_the_mail_works_in_another_browser(visit):
    asking = visit()
    asking.page.goto("/en/sign-in/")
    asking.page.fill("#id_email", "paola@example.org")
    asking.page.click("main button.btn")
    asking.page.wait_for_selector("#id_code")

    other = visit(390)
    other.page.goto("/en/letters/")
    link = other.page.locator("a[href*='sign-in/link']").first.get_attribute("href")
    other.page.goto(link)
    other.check()
    other.page.click("main form button")

    other.page.wait_for_url("**/home/")
    other.check()


def test_the_language_link_keeps_the_page(visit):
    visitor = visit()
    visitor.page.goto("/en/schools/?country=hr")
    visitor.page.click("details.menu-d summary")

    visitor.page.click("a[hreflang=cs]")

    assert visitor.page.url.endswith("/cs/schools/?country=hr")
