"""Whatever a mail program writes around it, each word that somebody typed stays, and no other."""

import textwrap

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cordata.kit.plaintext import words_of
from cordata.kit.replies import MARK, typed_in
from tests.kit.test_replies import HEADS, OLD

WHO = "Elena Bruni through Cordata"
ADDRESS = "cordata@mentoring.example.org"
# Of Gmail, Apple Mail, Outlook on a Mac, Thunderbird, Yahoo and Proton, in seven languages.
LONG_HEADS = [
    f"On Mon, 23 Nov 2026 at 10:12, {WHO} <{ADDRESS}> wrote:",
    f"On 23 Nov 2026, at 10:12, {WHO} <{ADDRESS}> wrote:",
    f"On Monday, November 23rd, 2026 at 10:12 AM, {WHO} <{ADDRESS}> wrote:",
    f"On Monday, November 23, 2026 at 10:12:03 AM GMT+1, {WHO} <{ADDRESS}> wrote:",
    f"On 23/11/2026 10:12, {WHO} wrote:",
    f"Il giorno lun 23 nov 2026 alle ore 10:12 {WHO} <{ADDRESS}> ha scritto:",
    f"Il lunedì 23 novembre 2026 alle ore 10:12:03 CET, {WHO} <{ADDRESS}> ha scritto:",
    "Il 23/11/2026 10:12, Marta ha scritto:",
    f"Op ma 23 nov 2026 om 10:12 schreef {WHO} <{ADDRESS}>:",
    f"Op 23 nov 2026, om 10:12 heeft {WHO} <{ADDRESS}> het volgende geschreven:",
    f"pon, 23. stu 2026. u 10:12 {WHO} <{ADDRESS}> napisao je:",
    f"{WHO} <{ADDRESS}> je dana 23.11.2026. u 10:12 napisala:",
    f"po 23. 11. 2026 v 10:12 odesílatel {WHO} <{ADDRESS}> napsal:",
    f"23. 11. 2026 v 10:12, {WHO} <{ADDRESS}>:",
    "Dne 23. 11. 26 v 10:12 Elena Bruni napsal(a):",
    f"{WHO} <{ADDRESS}> ezt írta (időpont: 2026. nov. 23., H, 10:12):",
    f"2026. nov. 23. dátummal, 10:12 időpontban {WHO} <{ADDRESS}> írta:",
    f"{WHO} <{ADDRESS}> escreveu (segunda, 23/11/2026 à(s) 10:12):",
    f"No dia 23/11/2026, às 10:12, {WHO} <{ADDRESS}> escreveu:",
    f"Às 10:12 de 23/11/2026, {WHO} escreveu:",
]
WORDS = [
    "yes",
    "no",
    "at",
    "on",
    "il",
    "da",
    "od",
    "de",
    "van",
    "za",
    "a",
    "u",
    "v",
    "om",
    "tuesday",
    "Martedì",
    "utorak",
    "kedd",
    "terça",
    "10:12",
    "2026",
    "23.11.2026.",
    "wrote",
    "scritto",
    "schreef",
    "napisao",
    "napsala",
    "írta",
    "escreveu",
    "Marta:",
    "ore:",
    "così,",
    "robot.",
    "marta@example.org",
    "–2",
    "(due)",
    "3",
    "„dobro“",
    "Get",
    "iPad",
    "mail",
    "Poslano",
    "küldve",
    "sent",
]
texts = st.lists(
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=22).map(" ".join),
    min_size=1,
    max_size=5,
).map("\n".join)
quoted = "\n".join(f"> {line}".rstrip() for line in OLD.split("\n"))
widths = st.sampled_from([72, 76, 78, 1000])
heads = st.sampled_from(HEADS[:1] + LONG_HEADS)
ENDS = [
    "",
    "\n-- \nLuc Maes\nHogeschool, Gent",
    "\n\nSent from my iPhone",
    "\n\nOutlook voor Android downloaden",
]


def wrapped(text, width):
    """As a program breaks it before it is sent."""
    broken = [
        textwrap.wrap(line, width, break_long_words=False, break_on_hyphens=False)
        for line in text.split("\n")
    ]
    return "\n".join("\n".join(lines) for lines in broken)


def words(text):
    return text.split()


@given(
    texts, heads, widths, st.sampled_from(["\n", "\n\n"]), st.sampled_from(ENDS), st.booleans()
)
@example("Da, utorak odgovara.", LONG_HEADS[0], 72, "\n", "", True)
@example("Prima.\nSeconda riga.\nTerza riga.", LONG_HEADS[7], 72, "\n", "", True)
def test_above_the_old_letter(text, head, width, gap, end, is_quoted):
    old = quoted if is_quoted else OLD
    mail = f"{wrapped(text, width)}{end}{gap}{wrapped(head, width)}\n\n{old}\n"

    assert words(typed_in(mail)) == words(text)


@given(texts, texts, heads, widths, st.sampled_from(ENDS))
def test_below_it_and_between_its_lines(first, second, head, width, end):
    mail = (
        f"{wrapped(head, width)}\n{quoted}\n{wrapped(first, width)}\n> Why?\n\n"
        f"{wrapped(second, width)}{end}"
    )

    assert words(typed_in(mail)) == words(f"{first} {second}")


@given(texts, heads, st.sampled_from(["", "<br>", "<div><br></div>"]))
def test_in_pages_without_plain_text(text, head, gap):
    typed = "".join(f"<div>{line}</div>" for line in text.split("\n"))
    said = head.replace("<", "&lt;").replace(">", "&gt;")
    old = f"<blockquote type=cite><div>{MARK} Write above</div><div>When?</div></blockquote>"

    assert words(typed_in(words_of(f"{typed}{gap}<div>{said}</div>{old}"))) == words(text)
    assert words(typed_in(words_of(f"{typed}{gap}<div>{said}<br>{old}</div>"))) == words(text)


def test_answers_between_gmails_quotations_stay():
    html = (
        '<div>See below.</div><div class="gmail_quote gmail_quote_container"><div class="gmail_attr">'
        "On Mon, 23 Nov 2026 at 10:12, Marta wrote:<br></div><blockquote class=gmail_quote>When?"
        "</blockquote><div>Tuesday.</div><blockquote class=gmail_quote>And then?</blockquote>"
        "<div>We see.</div></div>"
    )
    assert typed_in(words_of(html)) == "See below.\n\nTuesday.\n\nWe see."


def test_a_frame_without_a_quotation_is_one_itself():
    old = '<div class="yahoo_quoted"><div>On Monday, Marta wrote:</div><div>When?</div></div>'
    assert typed_in(words_of(f"<div>Yes.</div>{old}")) == "Yes."


def test_lines_of_preformatted_text_stay_lines():
    assert words_of("<pre>Yes.\nOn Monday\n</pre>no\nline") == "Yes.\nOn Monday\nno line"


@pytest.mark.parametrize(
    "text",
    [
        "Da: stazione di Trento\nA: scuola\nData: martedì alle 10:30\nVi aspettiamo.",
        "First the plan.\n--\nThen the robots.",
        "Prima il piano.\n—\nPoi i robot.",
        "Thank you.\n\nGet two iPads from the office.",
        "Köszönjük.\n\nAz iPad elromlott.",
        "Poslano je na mail.",
        "Hello all:\nOn Tuesday at 10:12 we come:\nthree of us.",
        f"> {'Why? ' * 14}\nNo room.\n> {'word ' * 14}\nby train.",
    ],
)
def test_what_only_looks_like_a_program_stays(text):
    typed = "\n".join(line for line in text.split("\n") if not line.startswith(">"))
    assert words(typed_in(text)) == words(typed)
    assert words(typed_in(f"{text}\n{LONG_HEADS[0]}\n{quoted}")) == words(typed)


def test_a_mail_that_somebody_pasted_above_the_old_letter_is_what_they_say():
    block = "From: The ministry\nSent: Monday 10:12\nTo: us\nSubject: Money\n\n"
    pasted = f"Look:\n\n{block}" + "There is some.\n\n" * 12
    mail = f"{pasted}{block.replace('Money', 'Robots')}{OLD}"

    assert words(typed_in(mail)) == words(pasted)


def test_a_signature_in_a_page_goes_and_a_drawn_line_does_not():
    assert typed_in(words_of("<div>Yes.<br>--&nbsp;<br>Luc</div>")) == "Yes."
    assert typed_in(words_of("<div>Yes.<br>--<br>Luc</div>")) == "Yes.\n--\nLuc"


@pytest.mark.parametrize(
    "line",
    [
        "Sent from my iPhone", "Sent from my phone", "Sent from Mail for Windows",
        "Get Outlook for iOS<https://aka.ms/o0ukef>", "Sent with Proton Mail secure email.",
        "Inviato da iPhone", "Scarica Outlook per Android", "Inviato dal mio dispositivo Galaxy",
        "Verstuurd vanaf mijn iPad", "Verzonden vanuit Mail voor Windows",
        "Outlook voor Android downloaden", "Poslano s mog Galaxy uređaja", "Preuzmite Outlook za iOS",
        "Odesláno z iPhonu", "Odesláno z Pošty pro Windows", "Získat aplikaci Outlook pro Android",
        "iPhone-ról küldve", "Az iPhone készülékemről küldve", "Az Outlook letöltése Androidra",
        "Enviado do meu iPhone", "Obter o Outlook para Android", "Enviado a partir do Outlook",
    ],
)  # fmt: skip
def test_what_telephones_add_goes(line):
    assert typed_in(f"Yes.\n\n{line}") == "Yes."
    assert typed_in(f"Yes.\n\n{line}\n\n{LONG_HEADS[0]}\n{quoted}") == "Yes."
