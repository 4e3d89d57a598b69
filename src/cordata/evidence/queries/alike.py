"""What kinds of schools stand behind findings: traits of those that they count, never names.

Released findings only, and nothing where fewer than five schools stand behind them all.
"""

from collections.abc import Iterable, Mapping

from django.db.models import Exists, OuterRef

from cordata.analysis.advice.transfer import Traits, size_of
from cordata.evidence.models import Finding
from cordata.evidence.queries.releasing import SCHOOLS, behind, counts_schools
from cordata.networks.models import Country
from cordata.schools.models import PriorityFlag, School

# Of a school that took its answers back nothing is read. It still counts, as findings count it.
UNKNOWN = Traits(frozenset(), "", "", "")


def traits_behind[Key](findings: Mapping[Key, Iterable[Finding]]) -> dict[Key, list[Traits]]:
    """One for each school behind each group of findings; two queries, however many groups.

    Of findings that are not released, or whose rows are no schools, nothing is read.
    """
    runs: dict[int, set[str]] = {}
    schools: dict[Key, set[str]] = {}
    for key, group in findings.items():
        mine = schools.setdefault(key, set())
        for one in group:
            if one.state == Finding.State.RELEASED and counts_schools(one.run):
                if one.run_id not in runs:
                    runs[one.run_id] = behind(one.run)
                mine |= runs[one.run_id]
    known = _traits(set().union(*schools.values()))
    return {
        key: _shuffled(known.get(one, UNKNOWN) for one in ids)
        if len(ids) >= SCHOOLS.people
        else []
        for key, ids in schools.items()
    }


def _traits(ids: set[str]) -> dict[str, Traits]:
    """By public id."""
    spoken = {
        code: languages[0] if len(languages) == 1 else ""
        for code, languages in Country.objects.values_list("code", "languages")
    }
    rural = PriorityFlag.objects.filter(school=OuterRef("pk"), reason=PriorityFlag.Reason.RURAL)
    rows = (
        School.objects.filter(public_id__in=ids)
        .annotate(rural=Exists(rural))
        .values_list(
            "public_id",
            "levels",
            "pupils",
            "mountain",
            "island",
            "rural",
            "language",
            "country",
        )
    )
    return {
        key: Traits(
            frozenset(levels),
            size_of(pupils),
            "remote" if mountain or island or is_rural else "other",
            language or spoken.get(country, ""),
        )
        for key, levels, pupils, mountain, island, is_rural, language, country in rows
    }


def _shuffled(some: Iterable[Traits]) -> list[Traits]:
    """By what they are, so that no place in the list tells a school."""
    return sorted(
        some, key=lambda one: (sorted(one.level), one.size, one.rurality, one.language)
    )
