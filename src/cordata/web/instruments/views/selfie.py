"""What a school brings from SELFIE: area means by file, seen by the school."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from cordata.analysis.registers.rows import WrongFile
from cordata.analysis.surveys.selfie import COLUMNS, BadCell
from cordata.schools.models import School
from cordata.schools.queries.schools import my_schools
from cordata.surveys.actions import external as actions
from cordata.surveys.actions.shipped import area_names
from cordata.surveys.models import External
from cordata.surveys.queries.external import Outside, external_results_of
from cordata.web.instruments.forms.whole import SelfieForm
from cordata.web.instruments.words import VOICES
from cordata.web.networks.views.sheet import wrong_file_in_words
from cordata.web.requests import Request, posted


@require_http_methods(["GET", "POST"])
def results(request: Request, school: str) -> HttpResponse:
    """What is here, and a file to take in."""
    which = _own_school(request, school)
    files = request.FILES if request.method == "POST" else None
    form = SelfieForm(posted(request), files)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data["file"].read()
        answered_on = form.cleaned_data["answered_on"]
        try:
            actions.take_in_selfie(which, data, answered_on=answered_on, by=request.user)
        except WrongFile as wrong:
            form.add_error("file", _said(wrong))
        except actions.BadMeans as bad:
            for cell in bad.means.bad:
                form.add_error("file", _cell_in_words(cell))
            if not bad.means.bad:
                form.add_error("file", _("There is no line in it."))
        else:
            messages.success(request, _("The results are here. Only your school sees them."))
            return redirect("instruments:selfie", which.public_id)
    context = {
        "school": which,
        "form": form,
        "results": [_table(one) for one in external_results_of(which)],
        "voices": list(VOICES.values()),
        "columns": COLUMNS,
    }
    status = 422 if form.errors else 200
    return render(request, "web/instruments/selfie.html", context, status=status)


@require_POST
def remove(request: Request, school: str, result: str) -> HttpResponse:
    """The school takes a result out again."""
    which = _own_school(request, school)
    found = get_object_or_404(External, school=which, public_id=result)
    actions.remove_external(found, by=request.user)
    messages.success(request, _("The result is gone."))
    return redirect("instruments:selfie", which.public_id)


def _own_school(request: Request, school: str) -> School:
    return get_object_or_404(my_schools(request.user), public_id=school)


def _table(one: Outside) -> dict[str, object]:
    """A line for each area, a cell for each voice."""
    told = {(row.area, row.voice): row for row in one.rows}
    names = area_names()
    areas = sorted({row.area for row in one.rows})
    lines = [
        (
            area,
            names.get(area, {}),
            [(VOICES[voice], told.get((area, voice))) for voice in VOICES],
        )
        for area in areas
    ]
    return {"result": one.result, "lines": lines}


def _said(wrong: WrongFile) -> str:
    if wrong.code == "lacks_columns":
        return _("The columns area, voice, n and mean are needed.")
    return wrong_file_in_words(wrong)


def _cell_in_words(cell: BadCell) -> str:
    facts = {"line": cell.line, "found": cell.found}
    said = {
        "bad_area": _("Line %(line)d: “%(found)s” is no area from A to H."),
        "bad_voice": _("Line %(line)d: “%(found)s” is not leaders, teachers or students."),
        "bad_n": _("Line %(line)d: “%(found)s” is no number of people."),
        "bad_mean": _("Line %(line)d: “%(found)s” is no mean from 1 to 5."),
        "twice": _("Line %(line)d: %(found)s stands there twice."),
    }
    return said[cell.code] % facts
