"""What differs between two states of a form, in the words of the page."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from cordata.analysis.forms.changes import Changes, Reworded
from cordata.web.instruments.words import language_name


@dataclass(frozen=True)
class Wording:
    """Other words in one language; ``name`` is that of a question, group or choice.

    what  which of its texts, in words; of the whole form, where it has no name
    """

    name: str
    what: str
    code: str
    language: str
    before: str
    after: str


def changes_in_words(changes: Changes) -> dict[str, object]:
    """As parts/changes.html reads them."""
    return {
        "changes": changes,
        "wordings": [_wording(one) for one in changes.reworded],
        "new_languages": [language_name(one) for one in changes.new_languages],
        "lost_languages": [language_name(one) for one in changes.lost_languages],
    }


def _wording(one: Reworded) -> Wording:
    name, _comma, part = one.where.partition(", ")
    what = {
        "title": _("Title"),
        "intro": _("Purpose"),
        "hint": _("hint"),
        "constraint": _("said when the limit is passed"),
    }.get(part, "")
    return Wording(name, what, one.language, language_name(one.language), one.before, one.after)
