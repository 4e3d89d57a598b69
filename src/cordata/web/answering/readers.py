"""Who reads what is answered here: one wording for the screen and for paper."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from cordata.analysis.forms.definition import Question
from cordata.surveys.models import Round


def who_sees(which: Round, questions: Iterable[Question]) -> list[str]:
    """What stands before the first question: who sees which figures, and who reads words.

    questions  what this voice is asked; of own words only where some are asked for
    """
    if which.cluster_id:
        figures = _(
            "No name is asked. The teams of the cluster’s schools and their coordinators see "
            "figures, and none that rests on fewer than ten people."
        )
    else:
        figures = _(
            "No name is asked. The head and the team of the school see figures, and none that "
            "rests on fewer than five people; others see none that rests on fewer than ten."
        )
    asks_words = any(one.kind == "text" for one in questions)
    return [figures, *([who_reads(which)] if asks_words else [])]


def who_reads(which: Round) -> str:
    """Who reads an open answer, and when: ``surveys.queries.besides`` keeps to it."""
    if which.cluster_id:
        return _(
            "What is written in own words is read by the teams of the cluster’s schools and "
            "their coordinators, as it was written, in mixed order and without a name, once at "
            "least ten people have written something to the same question."
        )
    return _(
        "What is written in own words is read by the head and the team of the school, as it was "
        "written, in mixed order and without a name, once at least five people have written "
        "something to the same question; by the mentor school, if the school shares the report "
        "with it and at least ten have."
    )
