"""A country calls a cluster what it likes, in each language; else the usual word is said."""

import pytest
from django.conf import settings
from django.utils import translation

from cordata.networks.models import CONCEPTS
from cordata.networks.queries import country_name, word_for
from cordata.networks.queries.topics import label_of, labels
from tests import factories as make

LANGUAGES = [code for code, _name in settings.LANGUAGES]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("concept", CONCEPTS)
def test_every_language_has_a_usual_word_for_one_and_for_several(concept, language):
    one = word_for(None, concept, language)
    several = word_for(None, concept, language, many=True)

    assert one
    assert several
    # Italian says "un cluster, due cluster".
    assert one != several or language in {"hu", "it"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_usual_word_for_a_cluster_is_never_the_legal_agrupamento(language):
    words = word_for(None, "cluster", language), word_for(None, "cluster", language, many=True)

    assert not [word for word in words if "agrupamento" in word.lower()]


@pytest.mark.django_db
def test_a_country_says_its_own_word_in_the_languages_it_gave_it_for():
    italy = make.country(words={"cluster": {"it": {"one": "cordata", "many": "cordate"}}})

    assert word_for(italy, "cluster", "it") == "cordata"
    assert word_for(italy, "cluster", "it", many=True) == "cordate"
    assert word_for(italy, "cluster", "en", many=True) == "clusters"


def test_another_concept_is_a_mistake_of_ours():
    with pytest.raises(KeyError):
        word_for(None, "school", "en")


def test_a_country_is_called_by_its_name_in_the_language_or_else_by_its_code():
    assert country_name("IT", "hu") == "Olaszország"
    assert country_name("XX", "hu") == "XX"


@pytest.mark.django_db
def test_a_topic_is_called_by_its_word_in_the_language_of_the_page_or_in_english():
    make.topic("chess")

    with translation.override("it"):
        said = labels()

    assert (said["inclusion"], said["chess"]) == ("Inclusione", "chess")
    assert label_of(make.topic("multigrade")) == "Multigrade classes"
