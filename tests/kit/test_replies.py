"""What somebody typed in a mail: quotations go, sentences stay. Whole mails: tests/cycles."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cordata.kit.plaintext import words_of
from cordata.kit.replies import MARK, typed_in

HEADS = [
    "On Mon, 23 Nov 2026 at 10:12, Marta <marta@example.org> wrote:",
    "On Mon, 23 Nov 2026 at 10:12, Marta Rinaldi through Cordata\n<marta@example.org> wrote:",
    "Il giorno lun 23 nov 2026 alle ore 10:12 Marta <marta@example.org> ha scritto:",
    "Op ma 23 nov 2026 om 10:12 schreef Lien <lien@example.org>:",
    "Op 23-11-2026 om 10:12 schreef Lien via Cordata:",
    "pon, 23. stu 2026. u 10:12 Ana <ana@example.org> napisao je:",
    "Dana 23. stu 2026., u 10:12, Ana <ana@example.org> je napisao/la:",
    "po 23. 11. 2026 v 10:12 odesílatel Alena <alena@example.org> napsal:",
    "23. 11. 2026 v 10:12, Alena <alena@example.org>:",
    "Judit <judit@example.org> ezt írta (időpont: 2026. nov. 23., H, 10:12):",
    "2026.11.23. 10:12 keltezéssel, Judit írta:",
    "Rita <rita@example.org> escreveu (segunda, 23/11/2026 à(s) 10:12):",
    "Em seg., 23 de nov. de 2026 às 10:12, Rita <rita@example.org> escreveu:",
]
OLD = f"{MARK} Write above this line\n\nWhen do you come?"
MARKED = "\n".join(f"> {line}" for line in OLD.split("\n"))
# Sentences that look like what programs write, and are not.
TYPED = [
    "Dear all,\nMarta wrote: come on Tuesday.",
    "As Marta wrote at 10:30:\nwe need a projector.",
    "From: our school\nwe leave at eight.",
    "To do:\n- the plan\n- the robots",
    "Best wishes to all.\nAnd one more thing: we bring our own cable.",
    "Sent from school yesterday. Did you get it?",
    "A: sì\nB: no",
    "Get well soon!",
]


@pytest.mark.parametrize("head", HEADS)
def test_the_old_mail_goes_quoted_or_not(head):
    assert typed_in(f"We come on Tuesday.\n\n{head}\n\n{MARKED}\n") == "We come on Tuesday."
    assert typed_in(f"We come on Tuesday.\n\n{head}\n\n{OLD}\n") == "We come on Tuesday."


@pytest.mark.parametrize("head", HEADS)
def test_answers_between_and_below_quoted_lines_stay(head):
    mail = f"{head}\n{MARKED}\n\nTuesday.\n\n> And then?\n\nWe see.\n-- \nMarta"

    assert typed_in(mail) == "Tuesday.\n\nWe see."


@pytest.mark.parametrize("text", TYPED)
def test_sentences_are_not_taken_for_what_programs_write(text):
    assert typed_in(text) == text
    assert typed_in(f"{text}\n\n{HEADS[0]}\n{MARKED}") == text


def test_lines_that_a_program_broke_are_whole_again_and_short_ones_stay():
    broken = "This is a line of a mail that a program broke somewhere because it was\nso long.\nShort\nlines\n\n\n1) one\n2) two"

    assert typed_in(broken) == (
        "This is a line of a mail that a program broke somewhere because it was so long.\n"
        "Short\nlines\n\n1) one\n2) two"
    )


def test_what_broke_off_a_quoted_line_is_quoted_too():
    wide = "> " + "word " * 14
    assert typed_in(f"{wide}\nrest of it\n> and on\n\nYes.") == "Yes."


def test_old_outlook_draws_a_line_with_words():
    below = "From: a@b.org\nSent: Monday\nTo: c\nSubject: d\n\nold"
    assert typed_in(f"Yes.\n\n-----Original Message-----\n{below}") == "Yes."


@given(st.text(alphabet="abc \n", max_size=300))
def test_plain_words_are_never_lost(text):
    assert typed_in(text).split() == text.split()


@given(st.text(max_size=400), st.text(max_size=400))
def test_nothing_breaks_it(text, html):
    typed_in(text)
    words_of(f"<div>{html}<blockquote type=cite>{text}")


@pytest.mark.parametrize(
    "text",
    ["On " * 100_000, (HEADS[0] + "\n") * 5_000, "-" * 200_000, "_ " * 100_000, ">" * 200_000],
)
def test_a_hostile_mail_costs_little(text):
    began = time.process_time()
    typed_in(text)
    assert time.process_time() - began < 2


def test_html_keeps_lines_lists_and_spaces_and_marks_quotations():
    html = (
        "<head><title>x</title></head><p>One&nbsp;two</p> <div>three<br>four</div>\n<div>five</div>"
        "<div><br></div><ul><li>a</li> <li>b</li></ul>"
        '<div class="x_gmail_quote"><div>old</div></div>after'
        '<blockquote type="cite"><blockquote>old</blockquote>old</blockquote>'
        '<div id="x_divRplyFwdMsg">From</div>old'
    )
    assert words_of(html) == "One two\n\nthree\nfour\nfive\n\n- a\n- b\n>\nafter\n>"
