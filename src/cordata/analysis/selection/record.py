"""The record of a draw, as it is published: everything that anyone needs to repeat it.

``{"digest": …, "seed": …, "public": …, "draws": [{"title": …, "places": n, "names": […],
"order": […]}]}``: names as they stood on the list, and in the order in which they were drawn.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from cordata.analysis.selection.lottery import commitment, draw

type Lists = Sequence[tuple[str, int, Sequence[str]]]


def make_record(lists: Lists, *, seed: str, public: str = "") -> dict[str, Any]:
    """Draw each list (its title, its places, its names) and write down how.

    Raises ValueError if a name stands twice on a list.
    """
    return {
        "digest": commitment(seed),
        "seed": seed,
        "public": public,
        "draws": [
            {
                "title": title,
                "places": places,
                "names": sorted(names),
                "order": draw(names, seed=seed, public=public),
            }
            for title, places, names in lists
        ],
    }


def faults_of(record: Mapping[str, Any]) -> list[str]:
    """What is wrong with a record; empty if the draw is what its seed makes it.

    Raises KeyError, TypeError, AttributeError or ValueError if it is no record at all.
    """
    seed, public = record["seed"], record["public"]
    faults = []
    if commitment(seed) != record["digest"]:
        faults.append("the seed is not the one whose digest was published")
    for one in record["draws"]:
        repeated = draw(one["names"], seed=seed, public=public)
        if repeated != list(one["order"]):
            at = next(
                place
                for place, pair in enumerate(
                    zip(repeated, [*one["order"], *repeated], strict=False), 1
                )
                if pair[0] != pair[1]
            )
            faults.append(f"{one['title']}: at place {at} the draw gives {repeated[at - 1]}")
    return faults
