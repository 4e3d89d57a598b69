"""Which draft is to ask for what nobody knows yet."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cordata.calls.models import Call
from cordata.web.forms import offer


class GapForm(forms.Form):
    """One of the drafts that this coordinator writes; the newest is chosen already."""

    call = forms.ChoiceField(label=_("Which call"))

    def __init__(self, *args: Any, drafts: Sequence[Call], **options: Any) -> None:
        super().__init__(*args, **options)
        offer(
            self,
            "call",
            [(one.public_id, f"{one.reference}, {one.cohort.name}") for one in drafts],
        )
