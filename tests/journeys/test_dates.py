"""A date from the agenda to the answer of a school that never signs in, without scripts."""

import datetime as dt

import pytest
from icalendar import Calendar

pytestmark = pytest.mark.journey


def look(visitor, pictures, name):
    if pictures:
        pictures.mkdir(parents=True, exist_ok=True)
        visitor.page.screenshot(path=pictures / f"{name}.png", full_page=True)


def plan(ante, pictures):
    """Ante's school calls an online meeting in nine days; returns its address."""
    page = ante.page
    page.goto("/hr/home/")
    cluster = page.get_attribute("a[href*='/clusters/clu_']", "href")
    page.goto(f"{cluster}cycle/")
    ante.check()
    look(ante, pictures, "year-390-light-hr")
    page.goto(f"{cluster}agenda/")
    soon = dt.datetime.now() + dt.timedelta(days=9)
    page.select_option("#id_kind", "meeting")
    page.fill("#id_starts_at", f"{soon:%Y-%m-%dT10:00}")
    page.select_option("#id_host", "online")
    page.fill("#id_point1", "Kako čitaju naši učenici")
    page.click("main form button.btn")
    page.wait_for_url("**/activities/**")
    ante.check()
    return page.url


def test_a_date_is_planned_subscribed_to_and_answered_from_the_mail(visit, pictures):
    ante = visit(390)
    ante.sign_in("head.demo-hr-006@example.org", "hr")
    meeting = plan(ante, pictures)
    page = ante.page
    page.goto("/hr/me/calendar/")
    page.click("main form[action$='new-address/'] button >> nth=0")
    ante.check()
    look(ante, pictures, "calendar-390-light-hr")
    subscribed = ante.context.request.get(page.input_value("#address"))
    identity = meeting.rstrip("/").rpartition("/")[2]
    events = Calendar.from_ical(subscribed.text()).events
    assert f"{identity}@cordata" in [str(one["uid"]) for one in events]

    colleague = visit(390, "dark", scripts=False)
    mail = colleague.page
    mail.goto("/hr/letters/")
    mail.goto(mail.get_attribute(f"a[href*='/come/{identity}'][href$='say=yes']", "href"))
    colleague.check()
    look(colleague, pictures, "answer-390-dark-hr")
    assert mail.is_checked("input[name=says][value=yes]")
    mail.fill("#id_sentence", "Dolazimo troje")
    mail.click("main form button.btn")
    mail.wait_for_selector(".note.ok")
    colleague.check()

    page.goto(meeting)
    assert "Dolazimo troje" in page.inner_text("main")
    ante.check()
    look(ante, pictures, "meeting-390-light-hr")
