"""An agreement as PDF: its words, its tasks, who signed when."""

from pathlib import Path

from django.http import Http404, HttpResponse
from django.utils import translation
from django.utils.translation import gettext as _

from cordata.clusters.models import Agreement, Signature
from cordata.clusters.queries.agreements import signatures_of
from cordata.kit.days import day
from cordata.kit.pdf import make_pdf

TEMPLATE = Path(__file__).with_name("agreement.typ")


def pdf_of(agreement: Agreement | None) -> HttpResponse:
    """The PDF in the agreement's own language; 404 without one."""
    if agreement is None:
        raise Http404
    with translation.override(agreement.language):
        data = {
            "lang": agreement.language,
            "title": agreement.words["title"],
            "term": _("From %(start)s to %(end)s")
            % {"start": day(agreement.starts_on), "end": day(agreement.ends_on)},
            "version": _("Version %(number)d") % {"number": agreement.template.number},
            "paragraphs": [one for one in agreement.words["text"].split("\n") if one.strip()],
            "tasks_heading": _("Tasks"),
            "tasks": agreement.words["tasks"],
            "signed_heading": _("Signatures"),
            "header": [_("Party"), _("Signed by"), _("Date")],
            "signatures": [_line(agreement, one) for one in signatures_of(agreement)],
        }
    response = HttpResponse(make_pdf(TEMPLATE, data), content_type="application/pdf")
    name = f"{agreement.public_id}.pdf"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _line(agreement: Agreement, one: Signature) -> list[str]:
    party = agreement.template.authority
    if one.participation:
        party = one.participation.school.name
    if one.signed_at is None:
        return [party, "", ""]
    return [party, one.signed_as, day(one.signed_at)]
