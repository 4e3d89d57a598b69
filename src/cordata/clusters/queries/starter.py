"""Words to begin with, for a country that has no agreement yet."""

from django.utils import translation
from django.utils.translation import gettext as _


def starter(language: str) -> dict[str, str]:
    """Title, text and tasks in a language; the coordinator makes them the country's own."""
    with translation.override(language):
        return {
            "title": _("Agreement of the cluster {cluster}"),
            "text": _(
                "The schools {schools} work together as a cluster from {start} to {end}. "
                "{mentor} leads it.\n\nThey share what they learn, treat what they hear from "
                "each other in confidence, and use nothing of it to judge a person or a school."
                "\n\nA school may leave the cluster; it says so to the others and to the "
                "coordinator, in writing, a month before."
            ),
            "tasks": _(
                "The mentor school plans the year with the others and calls the meetings.\n"
                "Every school names a team of at least two people and gives them time.\n"
                "Every school works on at most three goals and says how it goes.\n"
                "Visits are prepared together, and written down afterwards."
            ),
        }
