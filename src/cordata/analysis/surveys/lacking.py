""" "Does not apply" as the lowest point: what a school lacks, it lacks. For reruns in research only."""

from collections.abc import Sequence

from cordata.analysis.surveys.codes import NOT_APPLICABLE, Answers
from cordata.analysis.surveys.scales import Scale


def as_lowest(scales: Sequence[Scale], answers: Answers) -> Answers:
    """The answers to these scales so; a reversed item has its lowest score at its highest point.

    answers  (persons, items) codes as in ``codes``; they stay as they are
    """
    found = answers.copy()
    for scale in scales:
        for column, is_reversed in zip(scale.columns, scale.reversed, strict=True):
            lacks = found[:, column] == NOT_APPLICABLE
            found[lacks, column] = scale.points if is_reversed else 1
    return found
