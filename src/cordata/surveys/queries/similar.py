"""How similar schools answered, as a band: for a school beside its own report, and nobody else."""

import numpy as np

from cordata.analysis.surveys.similar import Band, middle_half
from cordata.surveys.models import Round
from cordata.surveys.queries.figures import figures_beside
from cordata.surveys.queries.table import VOICES

type Bands = dict[tuple[str, str], Band]  # by area and voice


def similar_bands(which: Round) -> Bands:
    """Of other schools of the same level in the country that were asked the same lately.

    Its own school is left out: what it knows of itself would tell it more of the others.
    """
    cells: dict[tuple[str, str], list[tuple[float, int, float]]] = {}
    for figures, comparable in figures_beside(which):
        for voice, said in figures["voices"].items():
            facts = zip(said["mean"], said["n"], said["variance"], strict=True)
            for area, fact in zip(figures["areas"], facts, strict=True):
                if area in comparable:
                    cells.setdefault((area, voice), []).append(fact)
    ordered = sorted(cells, key=lambda one: (one[0], VOICES.index(one[1])))
    return {cell: band for cell in ordered if (band := _band(cells[cell]))}


def _band(rows: list[tuple[float, int, float]]) -> Band | None:
    means, people, variances = zip(*rows, strict=True)
    return middle_half(
        np.array(means, dtype=np.float64),  # None, where nobody answered, becomes NaN
        np.array(people, dtype=np.int64),
        np.nan_to_num(np.array(variances, dtype=np.float64)),
    )
