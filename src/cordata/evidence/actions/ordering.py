"""Freezing, releasing and taking back wait for each other."""

from cordata.networks.models import Programme


def one_at_a_time() -> None:
    """Wait, within this transaction, until nobody else freezes, releases or takes back.

    Each looks at what the others leave: two findings that may each be released alone may not be
    both, and a table must not be written with a school that left while it was read. All
    programmes are held, as the ledger is one for all of them; what only points at one goes on.
    """
    held = Programme.objects.select_for_update(no_key=True).order_by("pk")
    list(held.values_list("pk"))
