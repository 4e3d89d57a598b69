"""Read the trail."""

from uuid import UUID

from django.db.models import Q, QuerySet

from cordata.history.models import Entry


def entries_about(thing: str) -> QuerySet[Entry]:
    """What happened to one thing (a public id), newest first."""
    return Entry.objects.filter(thing=thing).order_by("-pk")


def newest_entry() -> int:
    """The key of what was done last: whatever is kept until something is done names it."""
    return Entry.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


def recent_entries(number: int) -> list[int]:
    """The keys of what was done last, the first of them first."""
    keys = Entry.objects.order_by("-pk").values_list("pk", flat=True)
    return sorted(keys[:number])


def entries_of(person: str) -> QuerySet[Entry]:
    """What a person did and what was done concerning that person, newest first."""
    return Entry.objects.filter(Q(by=person) | Q(concerns=person)).order_by("-pk")


def search_entries(words: str = "", scope: str = "") -> QuerySet[Entry]:
    """The trail, newest first, by a word in verb, thing, person or scope."""
    entries = Entry.objects.order_by("-pk")
    if scope:
        entries = entries.filter(scope=scope)
    if words:
        entries = entries.filter(
            Q(verb__icontains=words)
            | Q(thing=words)
            | Q(by=words)
            | Q(concerns=words)
            | Q(scope__icontains=words)
        )
    return entries


def was_sent(thing: str, receipt: UUID) -> bool:
    """Whether something was done to a thing (a public id) by this very sending."""
    return Entry.objects.filter(thing=thing, facts__receipt=str(receipt)).exists()
