"""Markdown read as blocks."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cordata.kit.paper.blocks import (
    Box,
    Heading,
    Insert,
    Items,
    Paragraph,
    Span,
    Table,
    line,
    plain,
    read_plain,
)
from cordata.kit.paper.html import html_of_blocks
from cordata.kit.paper.reading import NoEnd, inserts_of, read_markdown
from tests.kit.paper.one import PAPER


def test_headings_begin_below_the_title_and_can_be_linked():
    first, second = read_markdown("# One\n\n##### Five")

    assert (first, second.level) == (Heading(2, line("One"), "h1"), 4)


def test_a_list_to_tick_is_told_from_one_that_is_not():
    found = read_markdown("- [ ] **The** key\n- [x] Agenda\n\n# Between\n\n* a\n\n1. b")
    ticked, plain_list, steps = (one for one in found if isinstance(one, Items))

    assert ticked == Items(((Span("The", strong=True), Span(" key")), line("Agenda")), "checks")
    assert plain_list.kind == "bullets"
    assert steps.kind == "steps"


def test_a_place_to_look_up_stands_alone_in_its_line():
    found = read_markdown("{{recommendation 4}}\n\nNot {{this 1}} one.\n\n{{ statement x-y }}")

    assert [one for one in found if isinstance(one, Insert)] == [
        Insert("recommendation", "4"),
        Insert("statement", "x-y"),
    ]
    assert isinstance(found[1], Paragraph)


def test_a_sheet_goes_up_to_its_end_and_keeps_empty_cells():
    (sheet,) = read_markdown("{{sheet Notes}}\n\n| a | b |\n|---|---|\n| | |\n\n{{end}}")

    assert sheet == Box(
        line("Notes"), (Table((line("a"), line("b")), (((), ()),)),), "sheet", anchor="sheet-1"
    )


@pytest.mark.parametrize(
    "text", ["{{sheet A}}", "{{end}}", "{{sheet A}}\n\n{{sheet B}}\n\n{{end}}"]
)
def test_a_sheet_without_an_end_is_refused(text):
    with pytest.raises(NoEnd):
        read_markdown(text)


def test_places_inside_sheets_are_found_too():
    blocks = read_markdown("{{sheet A}}\n\n{{statement x}}\n\n{{end}}\n\n{{recommendation 1}}")

    assert [one.name for one in inserts_of(blocks)] == ["statement", "recommendation"]


def test_addresses_that_do_something_become_words():
    (found,) = read_markdown("[press](javascript:alert(1)) and [read](https://example.org)")

    assert [one.href for one in found.line] == ["", "https://example.org"]


def test_a_paper_kept_as_json_comes_back_whole():
    assert read_plain(json.loads(json.dumps(plain(PAPER)))) == PAPER


@given(st.text(max_size=200))
def test_whatever_is_typed_becomes_html_without_new_tags(text):
    try:
        made = html_of_blocks(read_markdown(text))
    except NoEnd:
        return

    assert "<script" not in made
    assert "<b>" not in made
