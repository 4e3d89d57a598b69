"""What is looked at before and after: who can be compared, how many groups, whether trends were alike."""

from collections.abc import Iterator

import numpy as np

from cordata.analysis.arrays import Bools
from cordata.analysis.contract import Arm, Check, Level, Size
from cordata.analysis.effects.attrition import attrition, is_high
from cordata.analysis.effects.baseline import baseline, gap
from cordata.analysis.inference.least_squares import Dependent
from cordata.analysis.staggered.group_time import Others
from cordata.analysis.staggered.panel import Panel
from cordata.analysis.staggered.trends import PreTest

FEWEST = 4  # groups in the smaller arm, below which no interval is shown
FEW = 10
TOO_FEW = "too_few_groups_for_an_interval"


def about(panel: Panel, others: Others, *, randomised: bool = False) -> Iterator[Check]:
    """Looks at the panel, before anything is estimated."""
    if not panel.cohorts:
        yield Check("nobody_began", Level.REFUSE, {"schools": len(panel.start)})
        return
    if not comparison(panel, others):
        yield Check("no_comparison", Level.REFUSE, {"others": others})
        return
    if panel.dropped:
        yield Check("schools_without_all_waves", Level.WARN, {"schools": panel.dropped})
    if panel.always:
        yield Check("schools_always_treated", Level.WARN, {"schools": panel.always})
    smallest = min(_groups(panel, panel.start < panel.never), comparison(panel, others))
    if smallest < FEW:
        code = TOO_FEW if smallest < FEWEST else "few_groups"
        yield Check(code, Level.WARN, {"groups": smallest, "needed": FEWEST, "good": FEW})
    if randomised:
        yield from _of_lots(panel)


def _of_lots(panel: Panel) -> Iterator[Check]:
    """Whether lots still hold: who was lost, and how alike those are that are left.

    In standard deviations of schools, smaller than those of people: a difference looks larger.
    """
    if panel.lost is None:
        return
    yield attrition(panel.lost)
    latest = panel.never if (panel.start == panel.never).any() else panel.cohorts[0] + 1
    begun, first = panel.start < latest, panel.y[:, 0]
    try:
        ahead = gap(first, begun, panel.stratum)
    except Dependent:
        return  # nobody within a stratum to be alike with
    arms = [first[begun], first[~begun]]
    squares = sum(float(((one - one.mean()) ** 2).sum()) for one in arms)
    spread = float(np.sqrt(squares / max(len(first) - len(arms), 1)))
    yield baseline(ahead / spread if spread > 0 else 0.0, must_hold=is_high(panel.lost))


def shown(test: PreTest | None) -> Check:
    """What the steps before starts say. A pass means little where the test is weak."""
    if test is None:
        return Check("trends_untested", Level.WARN)
    facts = {"p": test.p, "df": test.df, "drift": test.drift, "power": test.power}
    if test.p < 0.05:  # noqa: PLR2004 - the usual level
        return Check("trends_differed", Level.WARN, facts)
    weak = test.power < 0.8  # noqa: PLR2004 - the usual power
    return Check("trends_test_weak" if weak else "trends_alike", Level(int(weak)), facts)


def comparison(panel: Panel, others: Others) -> int:
    """Groups with somebody to compare the first cohort with."""
    latest = panel.never if others == "never" else panel.cohorts[0] + 1
    return _groups(panel, panel.start >= latest)


def sizes(panel: Panel) -> dict[Arm, Size]:
    """Rows, schools and groups of those that begin and those that never do."""
    begun = panel.start < panel.never
    return {"treated": _size(panel, begun), "comparison": _size(panel, ~begun)}


def _size(panel: Panel, there: Bools) -> Size:
    schools = int(there.sum())
    return Size(schools * len(panel.waves), schools, _groups(panel, there))


def _groups(panel: Panel, there: Bools) -> int:
    return len(np.unique(panel.cluster[there]))
