"""Where somebody stands who answers: their link, their sheet, their device; and their pages."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation

from cordata.analysis.forms.definition import in_language
from cordata.surveys.models import Answers, Invited
from cordata.surveys.queries.answering import Asked, asked_of, invited_with, sheet_of
from cordata.surveys.queries.forms import form_of
from cordata.surveys.queries.letters import first_day, last_day
from cordata.web.answering.readers import who_reads
from cordata.web.answering.sheets import Key, key_of, name_of

THEMES = {"light", "dark"}


class Place:
    """Reads only what a request needs: one query if the browser holds a sheet, else two."""

    def __init__(self, request: HttpRequest, token: str) -> None:
        self.request = request
        self.token = token
        self.key: Key = key_of(request, token)

    @cached_property
    def sheet(self) -> Answers | None:
        """What was saved from this browser; None if nothing was."""
        return None if self.key.is_new else sheet_of(self.key.receipt, self.token)

    @cached_property
    def invited(self) -> Invited:
        """The voice that the link belongs to; 404 if there is no such link."""
        found = self.sheet.invited if self.sheet else invited_with(self.token)
        if found is None:
            raise Http404
        return found

    @cached_property
    def language(self) -> str:
        """That of the address."""
        return translation.get_language() or "en"

    @property
    def is_shared(self) -> bool:
        """Whether this device goes from hand to hand."""
        return self.request.GET.get("shared") == "1"

    @property
    def answers(self) -> dict[str, Any]:
        """What was saved so far."""
        return self.sheet.answers if self.sheet else {}

    @property
    def is_over(self) -> bool:
        """Whether answers are no longer taken."""
        return self.invited.round.is_over(timezone.now())

    @property
    def is_waiting(self) -> bool:
        """Whether answers are taken from a later day on."""
        return timezone.now() < self.invited.round.opens_at

    @property
    def is_open(self) -> bool:
        """Whether this sheet can still change."""
        sent = self.sheet is not None and self.sheet.is_finished
        return not (self.is_over or self.is_waiting or sent)

    @property
    def here(self) -> str:
        """Where the form of this page goes."""
        return self.request.get_full_path()

    @property
    def first(self) -> str:
        """The first page of the link."""
        return self.address("intro")

    @property
    def on(self) -> str:
        """The first page that still asks something; the view behind it knows which."""
        return self.address("page", (self.sheet.page if self.sheet else 0) + 1)

    @property
    def by_code(self) -> str:
        """Where a code from elsewhere is typed."""
        return self.address("go-on")

    @property
    def at_once(self) -> str:
        """All questions on one page."""
        return self.address("all")

    @property
    def next_person(self) -> str:
        """What clears this device."""
        return self.address("next")

    @property
    def line_key(self) -> str:
        """What the words on this page are kept under while the line is down: no name in it."""
        page = self.request.path.rsplit("/", 2)[1]
        # All questions at once have no sheet before they are sent; pages have one at once.
        whose = self.token if page == "all" and not self.sheet else self.key.signed
        return f"{name_of(whose)}:{page}"

    def asked(self) -> Asked:
        """The pages as they follow from what was saved."""
        return asked_of(self.invited, self.answers)

    def address(self, name: str, *arguments: object, language: str = "") -> str:
        """An address of this link, in this or another language."""
        with translation.override(language or self.language):
            found = reverse(f"answering:{name}", args=[self.token, *arguments])
        return f"{found}?{urlencode({'shared': 1})}" if self.is_shared else found

    def to(self, name: str, *arguments: object, language: str = "") -> HttpResponse:
        """Go there."""
        return HttpResponseRedirect(self.address(name, *arguments, language=language))

    def refuse(self, name: str) -> HttpResponse:
        """Nothing can be saved. A script that asks would take a redirect for done, and forget it."""
        if "Line" in self.request.headers:
            return HttpResponse(status=409)
        return self.to(name)

    def show(
        self, template: str, context: Mapping[str, Any], status: int = 200
    ) -> HttpResponse:
        """A page of ours: it knows no person, so nothing asks who is signed in."""
        form = form_of(self.invited.round.instrument_id)
        theme = self.request.COOKIES.get("theme", "")
        offered = [(code, name) for code, name in settings.LANGUAGES if code in form.languages]
        given = {
            "place": self,
            "invited": self.invited,
            "round": self.invited.round,
            "title": in_language(form.titles, self.language),
            "first_day": first_day(self.invited.round),
            "last_day": last_day(self.invited.round),
            "who_reads": who_reads(self.invited.round),
            "languages": offered,
            "LANGUAGE_CODE": self.language,
            "theme": theme if theme in THEMES else "",
            "shared": self.is_shared,
        }
        response = HttpResponse(
            render_to_string(f"web/answering/{template}", given | dict(context)), status=status
        )
        # The next person at this device presses "back".
        response.headers["Cache-Control"] = "no-store"
        return response
