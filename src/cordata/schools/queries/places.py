"""Points for municipalities of a country, from the gazetteer that comes with Cordata."""

import gzip
from functools import cache
from pathlib import Path

from cordata.analysis.registers.gazetteer import Gazetteer, read_gazetteer

HERE = Path(__file__).parents[1] / "gazetteers"


@cache
def places_of_country(country: str) -> Gazetteer | None:
    """The gazetteer of a country, or None where none is shipped."""
    file = HERE / f"{country.lower()}.csv.gz"
    if not file.is_file():
        return None
    return read_gazetteer(gzip.decompress(file.read_bytes()).decode())
