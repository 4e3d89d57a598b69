"""Points for municipalities and postcodes, for registers that tell no positions."""

import csv
import io
import unicodedata
from dataclasses import dataclass

Point = tuple[float, float]


@dataclass(frozen=True)
class Gazetteer:
    """Where municipalities (by code or name) and postcodes lie, in degrees WGS84."""

    by_code: dict[str, Point]
    by_postcode: dict[str, Point]
    by_name: dict[str, Point]

    def find(self, code: str, postcode: str, name: str) -> tuple[float, float, str] | None:
        """Latitude, longitude and how exact: by code, then postcode, then name."""
        if code in self.by_code:
            return (*self.by_code[code], "municipality")
        if postcode in self.by_postcode:
            return (*self.by_postcode[postcode], "postcode")
        if fold(name) in self.by_name:
            return (*self.by_name[fold(name)], "municipality")
        return None


def read_gazetteer(text: str) -> Gazetteer:
    """Read CSV with columns lat, lon and any of code, postcode, name."""
    codes: dict[str, Point] = {}
    postcodes: dict[str, Point] = {}
    names: dict[str, Point] = {}
    for line in csv.DictReader(io.StringIO(text)):
        point = float(line["lat"]), float(line["lon"])
        for column, table in (("code", codes), ("postcode", postcodes)):
            if line.get(column):
                table.setdefault(line[column], point)
        if line.get("name"):
            names.setdefault(fold(line["name"]), point)
    return Gazetteer(codes, postcodes, names)


def fold(text: str) -> str:
    """Lower case without accents, for comparing and searching; đ becomes d, ł becomes l."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return bare.translate(str.maketrans("đłøßæ", "dlosa")).strip()
