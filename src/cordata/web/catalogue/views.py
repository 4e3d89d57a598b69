"""Every component and part in its states, made of the real ones."""

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from cordata.web.doors import public
from cordata.web.forms import DateInput
from cordata.web.line.receipts import receipt_of
from cordata.web.schools.map import Point, draw_country

TONES = "abcde"


class Sample(forms.Form):
    """One field of each kind, without values and with errors."""

    name = forms.CharField(label="CharField", help_text="help_text")
    pupils = forms.IntegerField(label="IntegerField", required=False)
    email = forms.EmailField(label="EmailField")
    day = forms.DateField(label="DateField", widget=DateInput())
    words = forms.CharField(label="Textarea", widget=forms.Textarea, required=False)
    kind = forms.ChoiceField(label="ChoiceField", choices=[("1", "ISCED 1"), ("2", "ISCED 2")])
    one = forms.ChoiceField(
        label="RadioSelect", choices=[("a", "A"), ("b", "B")], widget=forms.RadioSelect
    )
    some = forms.MultipleChoiceField(
        label="CheckboxSelectMultiple",
        choices=[("a", "A"), ("b", "B")],
        widget=forms.CheckboxSelectMultiple,
    )
    agreed = forms.BooleanField(label="BooleanField")
    file = forms.FileField(label="FileField", required=False)


@public
@require_GET
def show(request: HttpRequest) -> HttpResponse:
    """All of them on one page; the switch in the footer shows them dark."""
    points = [
        Point(45.07, 7.69, "mentor", "A", "ka"),
        Point(45.47, 7.88, "mentee", "A1", "ka"),
        Point(44.9, 8.2, "mentee", "A2", "ka"),
        Point(44.4, 8.9, "lost"),
    ]
    context = {
        "form": Sample(auto_id="fresh_%s"),
        "bad": Sample({"name": "", "email": "?", "pupils": "many"}, auto_id="bad_%s"),
        "page": Paginator(range(60), 25).page(2),
        "drawing": draw_country(
            "IT", points, [(0, 1), (0, 2)], title="IT", close_up=True, region=""
        ),
        "tones": TONES,
    }
    return render(request, "web/catalogue/components.html", context)


class Answer(forms.Form):
    """A form of level 3: two statements of a sheet."""

    one = forms.ChoiceField(
        label="ChoiceField", choices=[("1", "1"), ("2", "2")], widget=forms.RadioSelect
    )
    words = forms.CharField(label="Textarea", widget=forms.Textarea)


@public
@require_http_methods(["GET", "POST"])
def line(request: HttpRequest) -> HttpResponse:
    """A form that opens without connection. It stores nothing, and says what it was sent."""
    form = Answer(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        messages.success(request, f"{receipt_of(request)}: {form.cleaned_data['words']}")
        return redirect("catalogue:line")
    status = 422 if form.errors else 200
    return render(request, "web/catalogue/line.html", {"form": form}, status=status)
