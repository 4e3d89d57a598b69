"""A post, a thread, an edit, how to hear, a file."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cordata.cycles.models import MOST_CHARACTERS, Listener, SharedFile
from cordata.networks.models import Participation
from cordata.web.documents.files import file_input
from cordata.web.forms import ask_again_for, offer

LICENCES = [
    (SharedFile.Licence.CLUSTER, _("Only for this cluster")),
    (SharedFile.Licence.BY, _("CC BY 4.0: use and change it, name the author")),
    (SharedFile.Licence.BY_SA, _("CC BY-SA 4.0: the same, and pass it on as freely")),
    (SharedFile.Licence.ZERO, _("CC0: do with it what you like")),
    (SharedFile.Licence.RESERVED, _("All rights stay with the author")),
]


class LanguageField(forms.ChoiceField):
    """In which language something is: that of the page, unless said otherwise."""

    def __init__(self, **options: Any) -> None:
        super().__init__(choices=settings.LANGUAGES, initial=get_language, **options)


class TextField(forms.CharField):
    """The words of a post."""

    widget = forms.Textarea(attrs={"rows": 5})

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=MOST_CHARACTERS, **options)


class AnswerForm(forms.Form):
    """What one says in a thread; whose answer is wanted; in which language it is."""

    text = TextField(label=_("Your answer"))
    asks = forms.ChoiceField(label=_("Whose answer do you need?"), required=False)
    language = LanguageField(label=_("The language you write in"))

    def __init__(
        self,
        *args: Any,
        schools: list[Participation],
        mine: Participation | None,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.schools = {one.public_id: one for one in schools if one != mine}
        offer(
            self,
            "asks",
            [
                ("", _("Nobody's in particular")),
                *((key, one.school.name) for key, one in self.schools.items()),
            ],
        )

    def selects(self) -> list[tuple[forms.BoundField, str]]:
        """The fields that are lists to choose from, each with its value."""
        return [(self[name], self[name].value()) for name in ("asks", "language")]

    def facts(self) -> dict[str, Any]:
        """As the action takes them."""
        return self.cleaned_data | {"asks": self.schools.get(self.cleaned_data["asks"])}


class StartForm(AnswerForm):
    """A title, and the first post below it."""

    title = forms.CharField(label=_("What is it about?"), max_length=120)
    text = TextField(label=_("What do you want to say?"))
    field_order = ("title", "text")


class EditForm(forms.Form):
    """The same post, said better; the first of a conversation with its title."""

    title = forms.CharField(label=_("What is it about?"), max_length=120)
    text = TextField(label=_("Your words"))

    def __init__(self, *args: Any, begins: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if not begins:
            del self.fields["title"]


class HearingForm(forms.Form):
    """How one hears of a thread."""

    hears = forms.ChoiceField(choices=Listener.Hears)


class FileForm(forms.Form):
    """A file with what others need to know of it."""

    title = forms.CharField(label=_("What is it?"), max_length=120)
    file = forms.FileField(
        label=_("The file"),
        widget=file_input(),
        help_text=_("PDF, PNG, JPEG, DOCX, ODT or XLSX, 10 MB at most."),
    )
    licence = forms.ChoiceField(
        label=_("What may others do with it?"),
        choices=LICENCES,
        initial=SharedFile.Licence.CLUSTER,
        widget=forms.RadioSelect,
    )
    language = LanguageField(label=_("The language it is in"))

    def clean(self) -> dict[str, Any]:
        """Whoever chose a file is told to choose it again."""
        ask_again_for(self, "file")
        return self.cleaned_data
