"""Roles, audit trail and health of the installation."""

import shutil
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.db import connection
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from django_tasks_db.models import DBTaskResult

from cordata.accounts import actions, queries, rules
from cordata.accounts.models import SCOPES_OF_KIND, Role, RoleKind, Scope
from cordata.history.queries import search_entries
from cordata.notices.queries import letters_failed, letters_waiting
from cordata.web.requests import Request

PAGE = 25


class GrantForm(forms.Form):
    """Give a role to somebody who has an account."""

    email = forms.EmailField(label=gettext_lazy("E-mail address"))
    kind = forms.ChoiceField(label=gettext_lazy("Role"), choices=RoleKind)
    scope = forms.ChoiceField(label=gettext_lazy("Where it holds"), choices=Scope)
    place = forms.CharField(
        label=gettext_lazy("Country code, or id of the programme or school"),
        required=False,
        max_length=24,
    )

    def clean(self) -> dict[str, Any]:
        """The person exists, and the role can hold there."""
        data = super().clean() or {}
        data["person"] = queries.person_with_email(data.get("email", ""))
        if data["person"] is None and "email" in data:
            self.add_error("email", _("Nobody has this address. Invite the person instead."))
        allowed = SCOPES_OF_KIND.get(RoleKind(data["kind"]), []) if data.get("kind") else []
        if data.get("scope") and data["scope"] not in allowed:
            self.add_error("scope", _("This role cannot hold there."))
        if (data.get("scope") == Scope.PLATFORM) == bool(data.get("place")):
            self.add_error("place", _("Needed, unless the role holds for the whole platform."))
        return data


def _administrators_only(request: Request) -> None:
    if not rules.may_administer(request.user):
        raise Http404


@require_http_methods(["GET", "POST"])
def roles(request: Request) -> HttpResponse:
    """Who is what, everywhere; give a role."""
    _administrators_only(request)
    form = GrantForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            actions.grant_role(
                data["person"],
                kind=data["kind"],
                scope=data["scope"],
                place=data["place"],
                by=request.user,
            )
            messages.success(request, _("The role holds from now on."))
        except actions.AlreadyHeld:
            messages.info(request, _("That person holds this role already."))
        return redirect("admin:roles")
    page = Paginator(queries.all_roles(), PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "form": form}
    return render(request, "web/admin/roles.html", context, status=422 if form.errors else 200)


@require_POST
def end_role(request: Request, role: str) -> HttpResponse:
    """End somebody's role."""
    _administrators_only(request)
    which = get_object_or_404(Role.objects.select_related("person"), public_id=role)
    actions.end_role(which, by=request.user)
    said = _("The role of %(name)s has ended. That it was held stays known.")
    messages.success(request, said % {"name": which.person.name})
    return redirect("admin:roles")


@require_GET
def audit(request: Request) -> HttpResponse:
    """Who did what to which thing, when."""
    _administrators_only(request)
    words = request.GET.get("q", "").strip()
    page = Paginator(search_entries(words), PAGE).get_page(request.GET.get("page"))
    names = queries.names_of(entry.by for entry in page)
    return render(
        request, "web/admin/audit.html", {"page": page, "names": names, "words": words}
    )


@require_GET
def health(request: Request) -> HttpResponse:
    """Whether everything that works in the background does."""
    _administrators_only(request)
    disk = shutil.disk_usage(".")
    last = DBTaskResult.objects.order_by("-started_at").first()
    context = {
        "database": connection.vendor,
        "waiting": DBTaskResult.objects.ready().count(),
        "running": DBTaskResult.objects.running().count(),
        "failed": DBTaskResult.objects.failed().count(),
        "last": last.started_at if last else None,
        "letters_waiting": letters_waiting().count(),
        "letters_failed": letters_failed().count(),
        "free": disk.free,
    }
    return render(request, "web/admin/health.html", context)
