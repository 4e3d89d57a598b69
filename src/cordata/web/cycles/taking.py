"""What a school is told when it has taken goals, and where it goes on."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cordata.cycles.models import Goal, Proposal
from cordata.networks.models import Participation
from cordata.web.requests import Request


def taken(
    request: Request, participation: Participation, made: Sequence[Goal | Proposal]
) -> HttpResponse:
    """Agreed at once, or proposed to the mentor school: the plan's action has decided which."""
    goals = [one for one in made if isinstance(one, Goal)]
    if not goals:
        text = ngettext(
            "%(number)d goal is proposed to your mentor school.",
            "%(number)d goals are proposed to your mentor school.",
            len(made),
        )
        messages.success(request, text % {"number": len(made)})
        return redirect("cycles:plan", participation.public_id)
    if all(one.steps.exists() for one in goals):
        messages.success(request, _("Agreed. It stands in your plan with its first steps."))
    else:
        messages.success(request, _("Agreed. Now say who does what first."))
    if len(goals) > 1:
        return redirect("cycles:plan", participation.public_id)
    return redirect("cycles:goal", goals[0].public_id)
