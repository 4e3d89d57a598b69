"""The words of a country: what it calls a cluster, a mentor school, a mentee school."""

from django.utils import translation
from django.utils.translation import pgettext

from cordata.networks.models import CONCEPTS, Country, country_names


def word_for(
    country: Country | None,
    concept: str,
    language: str = "",
    many: bool = False,  # noqa: FBT001, FBT002 - many=True reads well
) -> str:
    """The country's own word for "cluster", "mentor" or "mentee", else the usual one.

    ``many`` asks for the word for several; without a language it is that of the page.
    KeyError for another concept.
    """
    if concept not in CONCEPTS:
        raise KeyError(concept)
    language = language or translation.get_language() or "en"
    own = country.words.get(concept, {}).get(language, {}) if country else {}
    return own.get("many" if many else "one") or _usual(concept, language, many=many)


def words_of(country: Country | None) -> dict[str, str]:
    """All words in the language of the page: "cluster", "cluster_many", "mentor" and so on."""
    one = {concept: word_for(country, concept) for concept in CONCEPTS}
    return one | {
        f"{concept}_many": word_for(country, concept, many=True) for concept in CONCEPTS
    }


def country_name(code: str, language: str) -> str:
    """What a country is called in a language; its code where we do not know."""
    return country_names().get(code, {}).get(language, code)


def _usual(concept: str, language: str, *, many: bool) -> str:
    with translation.override(language):
        words = {
            # Translators: a group of one mentor school and the schools tied to it. Never a
            # word that means something else in school law, such as "agrupamento".
            "cluster": (pgettext("one", "cluster"), pgettext("several", "clusters")),
            "mentor": (pgettext("one", "mentor school"), pgettext("several", "mentor schools")),
            "mentee": (pgettext("one", "mentee school"), pgettext("several", "mentee schools")),
        }
    return words[concept][many]
