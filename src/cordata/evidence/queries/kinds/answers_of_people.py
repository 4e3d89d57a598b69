"""Table "answers-of-people/1": what each person of one voice answered, for whether scales work alike.

No school and no person stands in it, but a country and a moment; only people who answered every
statement have a row. The columns are the statements of the questionnaire, turned so that more is
always more.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from django.utils.translation import gettext_lazy as _

from cordata.analysis.columns import Frame
from cordata.analysis.contract import SpecError
from cordata.analysis.surveys.scales import Item
from cordata.evidence.models import Project
from cordata.evidence.queries.kinds.declaring import Kind
from cordata.evidence.queries.kinds.sources import Built, built
from cordata.evidence.queries.kinds.tied import cohorts_in
from cordata.networks.models import Participation
from cordata.surveys.models import Invited, Round
from cordata.surveys.queries.figures import unpacked
from cordata.surveys.queries.table import VOICES
from cordata.surveys.queries.withholding import rounds_for_research


@dataclass(frozen=True, slots=True)
class AnswersOfPeople:
    """What the query is told.

    cohorts      public ids
    instrument   slug; voice as the instrument names it
    """

    cohorts: tuple[str, ...]
    instrument: str
    voice: str


def answers_of_people(project: Project, told: AnswersOfPeople) -> Built:
    """The table with its sources: rounds of one version of the questionnaire, the one answered
    most. Raises SpecError.
    """
    if told.voice not in Invited.Voice.values:
        raise SpecError("voice", f"{told.voice!r} is nobody", f"Use: {Invited.Voice.values}")
    rounds = _rounds(project, told)
    parts: list[tuple[Round, np.ndarray]] = []
    items: tuple[Item, ...] = ()
    for one in rounds:
        table = unpacked(one.snapshot)
        wanted = [at for at, item in enumerate(table.items) if item.core]
        items = tuple(table.items[at] for at in wanted)
        mine = table.codes[table.voice == VOICES.index(told.voice)][:, wanted]
        parts.append((one, _turned(mine.astype(np.float64), items)))
    return built(_framed(parts, items), rounds)


def _rounds(project: Project, told: AnswersOfPeople) -> list[Round]:
    asked = Round.objects.filter(
        participation__cohort__in=cohorts_in(project, told.cohorts),
        participation__side__in=Participation.Side.values,
        instrument__instrument__slug=told.instrument,
    )
    found = list(
        rounds_for_research(asked)
        .select_related("participation__cohort", "snapshot")
        .order_by("pk")
    )
    versions = [one.instrument_id for one in found]
    most = max(sorted(set(versions)), key=versions.count, default=None)
    return [one for one in found if one.instrument_id == most]


def _turned(codes: np.ndarray, items: Iterable[Item]) -> np.ndarray:
    """Whole sheets only; a reversed statement from its other end."""
    whole: np.ndarray = codes[(codes > 0).all(axis=1)]
    for at, item in enumerate(items):
        if item.reversed:
            whole[:, at] = item.points + 1 - whole[:, at]
    return whole


def _framed(parts: list[tuple[Round, np.ndarray]], items: tuple[Item, ...]) -> Frame:
    countries = [one.cohort.country_id for one, codes in parts for _person in codes]
    moments = [one.occasion for one, codes in parts for _person in codes]
    frame: dict[str, np.ndarray] = {
        "country": np.array(countries, dtype=np.str_),
        "moment": np.array(moments, dtype=np.str_),
    }
    stacked = np.concatenate([codes for _one, codes in parts]) if parts else None
    for at, item in enumerate(items):
        frame[item.key] = stacked[:, at] if stacked is not None else np.empty(0)
    return frame


KIND = Kind(
    AnswersOfPeople,
    answers_of_people,
    "moment",
    title=_("Answers of people, for whether scales work alike"),
    keys=(),
    fits={"invariance": {"group": "country"}},
)
