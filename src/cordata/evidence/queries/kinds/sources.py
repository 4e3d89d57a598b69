"""What a table is built from, and what came of it."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from cordata.analysis.columns import Frame
from cordata.surveys.models import Round
from cordata.surveys.queries.withholding import rounds_for_research


class WithheldRound(Exception):
    """A query has read rounds that schools let nobody use for research: it is wrong."""


@dataclass(frozen=True)
class Built:
    """Rows with their sources.

    sources   (snapshot's public id, its address), sorted
    known_at  when the last of the rounds closed; None without a round
    members   where a row sums up several schools: by its first key, their public ids
    """

    frame: Frame
    sources: tuple[tuple[str, str], ...]
    known_at: dt.datetime | None
    members: Mapping[str, Sequence[str]] = field(default_factory=dict)


def built(frame: Frame, rounds: Iterable[Round]) -> Built:
    """The rows of these closed rounds. Raises WithheldRound: no query may forget to ask."""
    read = list(rounds)
    free = rounds_for_research(Round.objects.filter(pk__in={one.pk for one in read}))
    if free.count() < len({one.pk for one in read}):
        raise WithheldRound
    return Built(
        frame,
        tuple(sorted((one.snapshot.public_id, one.snapshot.address) for one in read)),
        max((one.snapshot.frozen_at for one in read), default=None),
    )
