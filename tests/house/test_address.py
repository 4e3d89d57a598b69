"""How people are addressed: pupils answer the same pages as their teachers, by no form at all."""

import re
from pathlib import Path

import polib
import pytest
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext

from cordata.kit.catalogues import path_of

# Words by which an adult is addressed politely, language by language.
POLITE = {
    "it": r"\b(lei|suo|sua|suoi|sue|vostr[oaie])\b",
    "nl": r"\b(u|uw|jullie)\b",
    "hr": r"\b(vas|vam|vama|vaš\w*|ste|\w+(jte|žite|dite))\b",
    "cs": r"\b(vás|vám|vámi|vaš\w*|vy|jste)\b",
    "hu": r"\bön(t|nek|től|ök|öknek)?\b",
    "pt": r"\b(você|seu|sua|seus|suas)\b",
}
# A command to one person; buttons carry the infinitive, as public offices write.
COMMANDS = re.compile(
    r"(Salva|Invia|Apri|Chiudi|Inizia|Vedi|Scegli|Controlla|Aggiungi|Pubblica|Proponi|Invita)\b"
)
BUTTON = re.compile(
    r'<button\b(?:[^<>]|{%.*?%})*>(?:{%[^%]*icon[^%]*%})?{% translate "([^"]+)" %}'
)
PAGES = Path(__file__).parents[2] / "src/cordata/web"


@pytest.mark.parametrize("language", POLITE)
def test_who_answers_is_a_pupil_too(language):
    polite = re.compile(POLITE[language], re.IGNORECASE)
    shown = list(_of_the_answering_pages(language))
    assert len(shown) > 70
    assert not [text for text in shown if polite.search(text)]


def test_italian_buttons_are_infinitives():
    shown = {
        text for page in PAGES.rglob("*.html") for text in BUTTON.findall(page.read_text())
    }
    assert len(shown) > 100
    with translation.override("it"):
        assert not [text for text in shown if COMMANDS.match(gettext(text))]


def test_italian_keeps_capitals_for_the_beginning_of_a_sentence():
    capital = re.compile(r"[a-zàèéìòù,;] (Su[aoe]|Suoi|Lei)\b")
    assert not [text for text in _texts("it") if capital.search(text)]


def test_a_question_takes_no_colon_when_its_answer_is_missing():
    class Field(list):
        label, id_for_label, auto_id = "Kako je bilo?", "went", "went"
        errors = ("Ovo je obavezno polje.",)

    class Form(list):
        errors = True

        def non_field_errors(self):
            return []

    html = render_to_string("web/parts/error_summary.html", {"form": Form([Field()])})
    assert "Kako je bilo? Ovo je obavezno polje." in html


def _of_the_answering_pages(language):
    return _texts(language, of=("web/answering", "web/surveys/pdf.py"))


def _texts(language, of=("",)):
    """Every translated text whose places begin so."""
    for entry in polib.pofile(str(path_of(language))):
        if (
            any(place.startswith(of) for place, _line in entry.occurrences)
            and not entry.obsolete
        ):
            yield from entry.msgstr_plural.values() if entry.msgid_plural else [entry.msgstr]
