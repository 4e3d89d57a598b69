"""What a register file would change, and what imports there were."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import QuerySet

from cordata.accounts.models import RoleKind, Scope, User
from cordata.accounts.queries import places_of
from cordata.analysis.registers.rows import RegisterRow
from cordata.schools.models import RegisterImport, School, Site
from cordata.schools.queries.schools import level_text_of, search_text_of

SITE_FACTS = (
    "name", "address", "postcode", "municipality", "municipality_code", "province", "region",
    "lat", "lon", "precision", "pupils",
)  # fmt: skip
SCHOOL_FACTS = (
    "name", "kind", "levels", "level_text", "language", "sector", "pupils", "mountain", "island",
    "search_text",
)  # fmt: skip


def imports_seen_by(person: User) -> QuerySet[RegisterImport]:
    """Imports into the countries a person coordinates, newest first, without what is large."""
    countries = places_of(person, RoleKind.COORDINATOR, Scope.COUNTRY)
    return (
        RegisterImport.objects.filter(country__in=countries)
        .defer("content", "told", "problems")
        .select_related("uploaded_by")
        .order_by("-pk")
    )


def imports_to_decide(person: User) -> QuerySet[RegisterImport]:
    """Those that are checked and wait for a coordinator's yes or no."""
    return imports_seen_by(person).filter(state=RegisterImport.State.CHECKED)


PLAIN = "plain"


@dataclass
class Wanted:
    """A school as the register tells it: facts, and its sites by code."""

    code: str
    facts: dict[str, object]
    owner: tuple[str, str]
    sites: dict[str, dict[str, object]] = field(default_factory=dict)
    main: str = ""


@dataclass
class Changes:
    """What taking a file in would do."""

    new: list[Wanted] = field(default_factory=list)
    changed: list[tuple[School, Wanted, list[tuple[str, str, str]]]] = field(
        default_factory=list
    )
    unchanged: int = 0
    gone: list[School] = field(default_factory=list)

    def summary(self) -> dict[str, int]:
        """Counts, for the page and the trail."""
        return {
            "new": len(self.new),
            "changed": len(self.changed),
            "unchanged": self.unchanged,
            "gone": len(self.gone),
        }


def wanted_from(rows: Iterable[RegisterRow]) -> dict[str, Wanted]:
    """Schools by national code, put together from the rows of their sites."""
    by_code: dict[str, list[RegisterRow]] = {}
    for row in rows:
        by_code.setdefault(row.school_code, []).append(row)
    return {code: _wanted(code, sites) for code, sites in by_code.items()}


def _wanted(code: str, rows: list[RegisterRow]) -> Wanted:
    main = next((row for row in rows if row.is_main), rows[0])
    # A head office without classes has the school's kind, its sites have the levels.
    levels = sorted({level for row in rows for level in row.levels})
    counts = [row.pupils for row in rows if row.pupils is not None]
    school = School(name=main.school_name[:250], national_code=code)
    return Wanted(
        code=code,
        facts={
            "name": school.name,
            "kind": main.kind[:120],
            "levels": levels,
            "level_text": level_text_of(levels),
            "language": main.language,
            "sector": main.sector,
            "pupils": sum(counts) if counts else None,
            "mountain": any(row.mountain for row in rows),
            "island": any(row.island for row in rows),
            "search_text": search_text_of(school, main.municipality),
        },
        owner=(main.owner_code[:60], main.owner_name[:250]),
        sites={row.site_code: _site(row) for row in rows},
        main=main.site_code,
    )


def _site(row: RegisterRow) -> dict[str, object]:
    return {
        "name": row.site_name[:250],
        "address": row.address[:250],
        "postcode": row.postcode[:12],
        "municipality": row.municipality[:120],
        "municipality_code": row.municipality_code[:20],
        "province": row.province[:80],
        "region": row.region[:80],
        "lat": row.lat,
        "lon": row.lon,
        "precision": row.precision,
        "pupils": row.pupils,
    }


def changes_from(country: str, layout: str, wanted: dict[str, Wanted]) -> Changes:
    """Compare a file with what is stored. Invented demo schools are left alone.

    Schools that are missing in the file have gone only if a file of the same official
    layout told of them before: a plain table, or the private schools, close no others.
    """
    changes = Changes()
    stored = School.objects.filter(country=country, from_register=True).select_related(
        "main_site", "legal_entity"
    )
    sites: dict[int, dict[str, Site]] = {}
    for site in Site.objects.filter(school__country=country, school__from_register=True):
        sites.setdefault(site.school_id, {})[site.site_code] = site
    known = set()
    for school in stored.iterator(chunk_size=5_000):
        known.add(school.national_code)
        want = wanted.get(school.national_code)
        if want is None:
            if school.closed_on is None and school.register == layout != PLAIN:
                changes.gone.append(school)
            continue
        told = differences(school, sites.get(school.pk, {}), want)
        if told:
            changes.changed.append((school, want, told))
        else:
            changes.unchanged += 1
    changes.new = [want for code, want in wanted.items() if code not in known]
    return changes


def differences(
    school: School, sites: dict[str, Site], want: Wanted
) -> list[tuple[str, str, str]]:
    """Each fact that changes: what it is, before, after."""
    told = [
        (fact, _word(getattr(school, fact)), _word(want.facts[fact]))
        for fact in SCHOOL_FACTS
        if getattr(school, fact) != want.facts[fact]
    ]
    for code, facts in want.sites.items():
        site = sites.get(code)
        if site is None:
            told.append(("site", "", f"{code} {facts['name']}"))
            continue
        told += [
            (f"{code} {fact}", _word(getattr(site, fact)), _word(facts[fact]))
            for fact in SITE_FACTS
            if getattr(site, fact) != facts[fact]
        ]
    told += [
        ("site", f"{code} {site.name}", "")
        for code, site in sites.items()
        if code not in want.sites and site.closed_on is None
    ]
    if school.closed_on is not None:
        told.append(("closed_on", _word(school.closed_on), ""))
    return told


def _word(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(str(one) for one in value)
    return "" if value is None else str(value)
