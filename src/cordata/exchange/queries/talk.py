"""Questions between authorities and their answers, as everybody reads them."""

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from cordata.exchange.models import Position, Question, Reply


def questions_shown() -> QuerySet[Question]:
    """Those that were not taken back."""
    return Question.objects.filter(taken_back_at=None)


def questions_of(position: Position) -> QuerySet[Question]:
    """The threads at a position, the oldest first."""
    return _with_replies(questions_shown().filter(position=position)).order_by("asked_at", "pk")


def questions_answered(most: int) -> QuerySet[Question]:
    """Those somebody has replied to, the last first."""
    replied = Reply.objects.filter(question=OuterRef("pk")).exclude(
        organisation=OuterRef("organisation")
    )
    return _with_replies(Question.objects.filter(Exists(replied))).order_by("-asked_at")[:most]


def questions_waiting(organisations: QuerySet) -> QuerySet[Question]:  # type: ignore[type-arg]  # not generic when it runs
    """Asked of these organisations, and not answered by them yet, the oldest first."""
    ours = Reply.objects.filter(
        question=OuterRef("pk"), organisation=OuterRef("position__organisation")
    )
    found = (
        questions_shown().filter(position__organisation__in=organisations).exclude(Exists(ours))
    )
    return _with_replies(found).order_by("asked_at", "pk")


def _with_replies(found: QuerySet[Question]) -> QuerySet[Question]:
    replies = Reply.objects.select_related("organisation").order_by("written_at", "pk")
    return found.select_related(
        "organisation", "position__organisation", "position__recommendation"
    ).prefetch_related(Prefetch("replies", queryset=replies))
