"""What is read of programmes, countries, cohorts and schools that take part."""

from cordata.networks.queries.countries import (
    all_countries,
    all_programmes,
    cohorts_of,
    programmes_for,
)
from cordata.networks.queries.public import public_cohorts, public_countries
from cordata.networks.queries.seen import (
    cohorts_running,
    cohorts_seen_by,
    coordinates,
    countries_besides,
    countries_coordinated_by,
    countries_to_start_in,
    participations_of_schools,
    participations_of_schools_of,
    participations_seen_by,
)
from cordata.networks.queries.words import country_name, word_for, words_of

__all__ = [
    "all_countries",
    "all_programmes",
    "cohorts_of",
    "cohorts_running",
    "cohorts_seen_by",
    "coordinates",
    "countries_besides",
    "countries_coordinated_by",
    "countries_to_start_in",
    "country_name",
    "participations_of_schools",
    "participations_of_schools_of",
    "participations_seen_by",
    "programmes_for",
    "public_cohorts",
    "public_countries",
    "word_for",
    "words_of",
]
