"""One feed of all advice: guidelines and recommendations, the newest first."""

import datetime as dt
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from cordata.guidance.queries.guidelines import current_readings
from cordata.guidance.queries.recommendations import current_versions
from cordata.guidance.queries.wordings import headlines_in
from cordata.web.doors import public
from cordata.web.guidelines.paper import audience_in_words, path_of
from cordata.web.guidelines.views.find import language_now
from cordata.web.recommendations import citing


@dataclass(frozen=True)
class Entry:
    """What a feed says of one of them."""

    title: str
    path: str
    about: str
    at: dt.datetime
    key: str


@public
@require_GET
def advice(request: HttpRequest) -> HttpResponse:
    """Atom, in the language of its address."""
    made = Atom1Feed(
        title=_("Guidelines and recommendations"),
        link=request.build_absolute_uri(reverse("guidelines:list")),
        description=_("What follows from what the networks have learned."),
        language=language_now(),
        feed_url=request.build_absolute_uri(),
    )
    entries = [*_guidelines(), *_recommendations()]
    for one in sorted(entries, key=lambda one: (one.at, one.key), reverse=True):
        made.add_item(
            title=one.title,
            link=request.build_absolute_uri(one.path),
            description=one.about,
            pubdate=one.at,
            updateddate=one.at,
            unique_id=f"urn:cordata:{one.key}",
        )
    response = HttpResponse(content_type="application/atom+xml; charset=utf-8")
    made.write(response, "utf-8")
    return response


def _guidelines() -> list[Entry]:
    found = []
    for one in current_readings(language_now()):
        facts = {"title": one.text.title, "name": one.edition.name}
        title = _("Guideline: %(title)s (version %(name)s)") % facts
        about = one.edition.changed or audience_in_words(one.edition.guideline)
        if at := one.edition.published_at:
            found.append(Entry(title, path_of(one.edition), about, at, one.edition.public_id))
    return found


def _recommendations() -> list[Entry]:
    versions = list(current_versions())
    theirs = headlines_in(versions, language_now())
    found = []
    for one in versions:
        statement = theirs.get(one.pk, {}).get("statement") or one.statement
        title = _("Recommendation %(number)d: %(title)s (version %(name)s)") % {
            "number": one.recommendation.number,
            "title": statement,
            "name": one.name,
        }
        if at := one.published_at:
            question = one.recommendation.question
            found.append(Entry(title, citing.path_of(one), question, at, one.public_id))
    return found
