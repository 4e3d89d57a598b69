"""The shared vocabulary of needs and offers."""

from cordata.networks.models import Topic


def vocabulary() -> list[Topic]:
    """Its topics in their order."""
    return list(Topic.objects.order_by("position", "slug"))


def labels() -> dict[str, str]:
    """Every topic's word by slug, in the language of the page."""
    return {topic.slug: topic.label for topic in vocabulary()}
