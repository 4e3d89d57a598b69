"""The shared vocabulary of needs and offers."""

from cordata.networks.models import Topic


def vocabulary() -> list[Topic]:
    """Its topics in their order."""
    return list(Topic.objects.order_by("position", "slug"))


def label_of(topic: Topic) -> str:
    """A topic's word in the language of the page, else in English, else its slug."""
    return topic.label


def labels() -> dict[str, str]:
    """Every topic's word by slug, in the language of the page."""
    return {topic.slug: topic.label for topic in vocabulary()}
