"""What came of positions: the one path of the ledger's lines to page, table and evidence."""

from django.db.models import QuerySet

from cordata.accounts.models import User
from cordata.exchange.models import LedgerEntry, Position
from cordata.exchange.rules import delegations_of
from cordata.guidance.models import Recommendation
from cordata.guidance.queries.recommendations import versions_of

# What a result says about the recommendation that was carried out.
SPEAKS = {
    LedgerEntry.Result.WORKED: "supporting",
    LedgerEntry.Result.PARTLY: "mixed",
    LedgerEntry.Result.NOT: "contrary",
}


def ledger() -> QuerySet[LedgerEntry]:
    """Every decision, the last first."""
    found = LedgerEntry.objects.select_related(
        "file", "statement__on", "statement__position__organisation",
        "statement__position__recommendation",
    )  # fmt: skip
    return found.order_by("-decided_on", "-pk")


def ledger_of(position: Position) -> QuerySet[LedgerEntry]:
    """What came of one position."""
    return ledger().filter(statement__position=position)


def entries_seen_inside(person: User) -> QuerySet[LedgerEntry]:
    """Those of the organisations a person works for."""
    return ledger().filter(statement__position__organisation__in=delegations_of(person))


def results_about(recommendation: Recommendation) -> list[tuple[str, LedgerEntry]]:
    """Evidence from those who carried it out: "supporting", "mixed" or "contrary", with its line.

    Contrary first: it is what an editor must not miss.
    """
    found = ledger().filter(statement__position__recommendation=recommendation)
    order = ["contrary", "mixed", "supporting"]
    said = [(SPEAKS[LedgerEntry.Result(one.result)], one) for one in found.exclude(result="")]
    return sorted(said, key=lambda one: order.index(one[0]))


def results_since(recommendation: Recommendation) -> list[tuple[str, LedgerEntry]]:
    """Those told after the newest version was published: it cannot have weighed them.

    The day for which a result holds does not count: it is told later, and about an earlier day.
    """
    newest = versions_of(recommendation).first()
    if newest is None or newest.published_at is None:
        return []
    return [
        (speaks, one)
        for speaks, one in results_about(recommendation)
        if one.result_told_at is not None and one.result_told_at >= newest.published_at
    ]
