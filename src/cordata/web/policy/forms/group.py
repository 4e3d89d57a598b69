"""Delegates, charter, decisions on members, the common guide, contributions, advice."""

from typing import Any

from django import forms
from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from cordata.exchange.models import Answer, Contribution, Organisation
from cordata.exchange.queries.meetings import mark_of
from cordata.networks.models import Topic
from cordata.web.exchange.forms import ForOrganisationForm, LanguageField
from cordata.web.forms import DateInput, offer_rows


class DelegateForm(forms.Form):
    """Somebody who works for the organisation."""

    name = forms.CharField(label=_("Name"), max_length=120)
    email = forms.EmailField(label=_("E-mail address"))
    may_sign = forms.BooleanField(
        label=_("May speak for the organisation: publishes and names people"), required=False
    )


class RenewForm(forms.Form):
    """The charter as it stands now, accepted anew."""

    accept = forms.BooleanField(
        label=_("I accept the charter in the name of this organisation"),
        error_messages={"required": _("Without the charter there is no membership.")},
    )


class DecideForm(forms.Form):
    """Admit or refuse, with a reason that goes to the organisation."""

    admits = forms.ChoiceField(
        label=_("Your decision"),
        choices=[("yes", _("Admit it")), ("no", _("Do not admit it"))],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("Reason"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )


class TopicsField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # not generic when it runs
    """Words of the shared vocabulary."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **options: Any) -> None:
        found = Topic.objects.order_by("position", "slug")
        super().__init__(queryset=found, to_field_name="slug", **options)


class OffersForm(forms.Form):
    """What an organisation can advise others on."""

    topics = TopicsField(label=_("We can advise others on"), required=False)
    languages = forms.MultipleChoiceField(
        label=_("Languages it can work in"),
        choices=settings.LANGUAGES,
        widget=forms.CheckboxSelectMultiple,
    )


class AdviceForm(ForOrganisationForm):
    """What one wants to be advised on."""

    text = forms.CharField(
        label=_("What do you want to know?"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    first = forms.ModelChoiceField(
        label=_("Topic"), queryset=Topic.objects.none(), to_field_name="slug", empty_label="–"
    )
    second = forms.ModelChoiceField(
        label=_("A second topic"),
        queryset=Topic.objects.none(),
        to_field_name="slug",
        empty_label="–",
        required=False,
    )
    wished = forms.ModelChoiceField(
        label=_("Somebody you would like to ask"),
        queryset=Organisation.objects.none(),
        to_field_name="public_id",
        empty_label="–",
        required=False,
    )
    language = LanguageField(label=_("The language you write in"))

    def __init__(self, *args: Any, members: QuerySet[Organisation], **options: Any) -> None:
        super().__init__(*args, **options)
        topics = Topic.objects.order_by("position", "slug")
        for name in ("first", "second"):
            offer_rows(self, name, topics)
        offer_rows(self, "wished", members)

    def clean(self) -> dict[str, Any]:
        """Two topics are two."""
        given: dict[str, Any] = self.cleaned_data
        if given.get("first") and given.get("first") == given.get("second"):
            self.add_error("second", _("This is the same topic again."))
        return given


class AnswerForm(ForOrganisationForm):
    """One head of the guide, for a country."""

    after = forms.IntegerField(widget=forms.HiddenInput, required=False, initial=0)
    short = forms.CharField(
        label=_("In one line"), help_text=_("It stands in the comparison."), max_length=160
    )
    text = forms.CharField(
        label=_("In full"),
        max_length=3000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    source = forms.CharField(label=_("Where one can read it"), max_length=300, required=False)
    said_on = forms.DateField(label=_("The day for which it holds"), widget=DateInput())
    language = LanguageField(label=_("The language you write in"))


def answer_before(answer: Answer | None) -> dict[str, Any]:
    """What stands in the form of an answer that is given anew."""
    if answer is None:
        return {"after": 0}
    kept = ("short", "text", "source", "language")
    return {name: getattr(answer, name) for name in kept} | {"after": answer.number}


class ContributeForm(ForOrganisationForm):
    """What an organisation says under each of the fixed heads, with a mark of what was shown."""

    language = LanguageField(label=_("The language you write in"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for under, label in Contribution.Under.choices:
            self.fields[under] = forms.CharField(
                label=label,
                max_length=2000,
                required=False,
                widget=forms.Textarea(attrs={"rows": 3}),
            )
            self.fields[f"seen_{under}"] = forms.CharField(
                required=False, widget=forms.HiddenInput
            )

    def facts(self) -> dict[str, Any]:
        """As the action takes them."""
        given, heads = super().facts(), Contribution.Under.values
        return {name: given[name] for name in ("organisation", "language")} | {
            "texts": {under: given[under] for under in heads},
            "seen": {under: given[f"seen_{under}"] for under in heads},
        }

    def beside(self, stands: dict[str, Any]) -> None:
        """The same answers beside what stands now: sending them again means it.

        What was left as it was shown is a colleague's, and follows theirs.
        """
        data = self.data.copy()  # type: ignore[attr-defined]  # what was posted is a QueryDict
        for under in Contribution.Under.values:
            if mark_of(data.get(under, "")) == data.get(f"seen_{under}", ""):
                data[under] = stands.get(under, "")
            data[f"seen_{under}"] = stands.get(f"seen_{under}", "")
        self.data = data


def contributed(said: list[Contribution]) -> dict[str, Any]:
    """What stands in the form of an organisation that has contributed; the last said first."""
    marks = {f"seen_{one.under}": mark_of(one.text) for one in said}
    language = {"language": said[0].language} if said else {}
    return {one.under: one.text for one in said} | marks | language
