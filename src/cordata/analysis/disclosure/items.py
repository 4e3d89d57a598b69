"""Which items of an area may stand beside the area's own mean."""

from collections.abc import Sequence

from cordata.analysis.arrays import Bools
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


def clear_item(
    scored: Bools, answered: Bools, at: int, thresholds: Thresholds = OWN_SCREEN
) -> Reason:
    """The reason of one item, whichever others of its area are asked for, now or another day.

    A person who left the item out, and counts in the area all the same, weighs there with fewer
    items: with all of them shown, a few such people could be worked out from the area. So it is
    shown only if those of area and item are the same people, or differ by enough of them.

    scored    (people,)        who counts in the mean of the area
    answered  (people, items)  who gave a point on each item of the area
    at        the item
    """
    reason = clear_items(answered.sum(axis=0).tolist(), thresholds)[at]
    apart = int((scored != answered[:, at]).sum())
    if reason is Reason.SHOWN and 0 < apart < thresholds.people:
        return Reason.DIFFERENCE
    return reason
