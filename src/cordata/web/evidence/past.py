"""What happened to a finding since it was written, as everybody may read it."""

import datetime as dt

from django.utils.translation import gettext as _

from cordata.evidence.models import Finding
from cordata.history.queries import entries_about


def past_of(finding: Finding) -> list[tuple[dt.datetime, str]]:
    """From the trail, the oldest first: when, and what. Who did it stands beside reviews alone."""
    words = {
        "finding.written": _("Written as a draft"),
        "finding.changed": _("Worded anew"),
        "finding.review_asked": _("Review asked for"),
        "finding.reviewed": _("Reviewed"),
        "finding.released": _("Released"),
        "finding.withdrawn": _("Withdrawn"),
        "finding.moved": _("Computed again: it differed"),
        "finding.same_again": _("Computed again: the same as at first"),
    }
    lines = entries_about(finding.public_id).filter(verb__in=words).order_by("pk")
    return [(at, words[verb]) for at, verb in lines.values_list("at", "verb")]
