"""What holds for every page: few queries, few bytes, one heading, nobody else asked."""

import gzip
import re

import pytest
from django.test import Client
from django.urls import reverse

from tests import cast as casting
from tests.web.test_access import ROWS

MOST_QUERIES = 15
MOST_BYTES = 14_000  # of HTML, compressed
PARTS = {"simulate:cost", "simulate:here"}  # a page's own part, asked for by its own address


# Pages with a text that is sent or lost at once: sentences beside a decision, at a desk.
UNSAVED = {
    "accounts:invite-many", "agreements:sign", "applications:agree", "applications:write",
    "atlas:take-in", "calls:announce", "calls:invitations", "calls:public", "clusters:comment",
    "costs:price", "evidence:finding", "evidence:rows", "exchange:apply",
    "networks:participation", "networks:rules", "policy:advice", "policy:call-meeting",
    "policy:decide", "policy:desk", "policy:enter", "policy:position", "practices:learned",
    "practices:our-practice", "practices:record", "recommendations:edit", "recommendations:member",
    "recommendations:rests", "recommendations:work", "selection:answer", "selection:assess", "selection:decide",
    "selection:decision", "selection:override",
}  # fmt: skip
LONG = re.compile(
    r'<form(?![^>]*data-line)[^>]*method="post"[^>]*>(?:(?!</form>).)*?<textarea', re.DOTALL
)


def reader_of(expected):
    """Somebody who may open the page, signed in rather than not."""
    may = [role for role in casting.ROLES if expected.get(role, expected.get("others")) == 200]
    return next(iter([*may[1:], *may]), None)


PAGES = [row for row in ROWS if row[0] == "get" and reader_of(row[3])]


@pytest.mark.django_db
@pytest.mark.parametrize("row", PAGES, ids=[row[1] for row in PAGES])
def test_a_page_is_light_and_whole(row, django_assert_max_num_queries):
    _method, route, arguments, expected = row
    cast, client = casting.gather(), Client()
    reader = cast.people[reader_of(expected)]
    if reader:
        client.force_login(reader)
    address = reverse(route, kwargs=arguments(cast))
    client.get(address)  # notes that this browser was seen

    with django_assert_max_num_queries(MOST_QUERIES):
        response = client.get(address)

    if response["Content-Type"].startswith("text/html"):
        html = response.content.decode()
        assert len(gzip.compress(response.content)) < MOST_BYTES
        assert re.findall(r'(?:src|<link[^>]* href)="(?:https?:)?//', html) == []
        if route in PARTS:
            return
        assert len(re.findall(r"<h1[ >]", html)) == 1
        assert re.search(r'<html[^>]* lang="en"', html)
        # docs/forms.md: a form in which one writes keeps what is written.
        assert route in UNSAVED or not LONG.search(html), route
