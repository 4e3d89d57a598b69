"""What has changed since a finding was computed, in sentences."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cordata.evidence.queries.recompute import Recomputed
from cordata.web.evidence.words import decimal, name_of


def withheld_since() -> str:
    """Why a run with schools that left may not be written about, or released."""
    return _(
        "Schools took their answers back since it was computed, and they are still in its "
        "numbers. Freeze the data again, compute, and write it on that."
    )


def differences_in(moved: Mapping[str, Any]) -> list[str]:
    """What differs from then, in sentences, from the facts of ``queries.recompute.as_facts``."""
    if moved.get("failed"):
        return [_("It could not be computed again: please tell whoever runs this server.")]
    said = []
    if not moved.get("table_intact", True):
        said.append(_("The frozen rows are not those that were sealed."))
    if broken := moved.get("broken_rounds"):
        said.append(_rounds(broken))
    if gone := moved.get("gone_rounds"):
        said.append(_gone(gone))
    said += [_cells(*one) for one in moved.get("changed_cells", {}).items()]
    said += [
        _("“%(where)s” was %(then)s and is %(now)s now.")
        % {"where": where, "then": then, "now": now}
        for where, then, now in moved.get("numbers", [])
    ]
    said += [_moved(*one) for one in moved.get("today", [])]
    if left := moved.get("left"):
        said.append(_left(left["schools"], left["verdict"]))
    return said


def versions_in(found: Recomputed) -> list[str]:
    """What computes today and did not compute then; no difference in itself."""
    return [
        _("Computed with %(name)s %(now)s; then with %(then)s.")
        % {"name": name, "now": now, "then": then}
        for name, then, now in found.environment
    ]


def taken_back(moved: Mapping[str, Any]) -> dict[str, Any] | None:
    """To everybody: whether it stands without what schools took back, and no number."""
    left = moved.get("left")
    if not left:
        return None
    return {
        "stands": left["verdict"] == "stands",
        "says": _left(left["schools"], left["verdict"]),
    }


def _moved(name: str, then: float | None, now: float | None) -> str:
    """Which number, and by how much; None where none can be shown."""
    facts = {"name": name_of(name)}
    if now is None:
        return _("%(name)s: no number can be computed any more.") % facts
    if then is None:
        return _("%(name)s: %(now)s, where no number was.") % (facts | {"now": decimal(now)})
    facts |= {"then": decimal(then), "now": decimal(now), "by": decimal(now - then)}
    return _("%(name)s: %(then)s then, %(now)s now; it moves by %(by)s.") % facts


def _left(schools: int, verdict: str) -> str:
    taken = ngettext(
        "%(number)d school has taken its answers back from research since.",
        "%(number)d schools have taken their answers back from research since.",
        schools,
    ) % {"number": schools}
    stands = {
        "stands": _("Computed again without them, the finding still stands."),
        "falls": _("Computed again without them, the finding no longer stands."),
        "hidden": _("Too little is left without them: no number can be shown any more."),
    }[verdict]
    return f"{taken} {stands}"


def _rounds(ids: Sequence[str]) -> str:
    text = ngettext(
        "The frozen answers or figures of %(number)d round were changed: %(ids)s.",
        "The frozen answers or figures of %(number)d rounds were changed: %(ids)s.",
        len(ids),
    )
    return text % {"number": len(ids), "ids": ", ".join(ids)}


def _gone(ids: Sequence[str]) -> str:
    text = ngettext(
        "%(number)d frozen round is gone, or another stands in its place: %(ids)s.",
        "%(number)d frozen rounds are gone, or others stand in their place: %(ids)s.",
        len(ids),
    )
    return text % {"number": len(ids), "ids": ", ".join(ids)}


def _cells(column: str, cells: int) -> str:
    if column == "rows":
        text = ngettext(
            "The records of today would give %(number)d row more or less.",
            "The records of today would give %(number)d rows more or less.",
            cells,
        )
    else:
        text = ngettext(
            "The records of today would give another value in %(number)d row of “%(column)s”.",
            "The records of today would give other values in %(number)d rows of “%(column)s”.",
            cells,
        )
    return text % {"number": cells, "column": column}
