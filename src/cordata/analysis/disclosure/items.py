"""Which items of an area may stand beside the area's own mean."""

from collections.abc import Sequence

from cordata.analysis.disclosure.rules import OWN_SCREEN, Reason, Thresholds


def clear_items(people: Sequence[int], thresholds: Thresholds = OWN_SCREEN) -> list[Reason]:
    """Reasons for each item of one area and voice, if the mean of the area is shown.

    The area is (nearly) the sum of its items, so items that too few answered could be worked
    out from the others. One item that enough people answered is hidden with them: the one
    with the fewest people; what is left of the area is then mostly theirs.

    people  how many gave a point on each item
    """
    few = [0 < one < thresholds.people for one in people]
    reasons = [
        Reason.NOBODY if one == 0 else Reason.FEW if small else Reason.SHOWN
        for one, small in zip(people, few, strict=True)
    ]
    enough = [at for at, one in enumerate(people) if one >= thresholds.people]
    if any(few) and enough:
        reasons[min(enough, key=lambda at: people[at])] = Reason.COMPLEMENT
    return reasons
