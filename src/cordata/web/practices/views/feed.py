"""New practices as Atom, for each filter and language."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from cordata.networks.queries.topics import labels
from cordata.practices.queries.published import published, summary_in, title_in
from cordata.practices.queries.searching import Asked, rows, search
from cordata.web.doors import public
from cordata.web.practices.views.public import asked_in
from cordata.web.practices.words import value_in_words

MOST = 30


@public
@require_GET
def feed(request: HttpRequest) -> HttpResponse:
    """The newest that fit exactly: a feed never fills up with what was not asked for."""
    asked, language = asked_in(request), get_language() or "en"
    found = search(rows(), asked)
    keys = [] if found.dropped else found.keys[:MOST]
    page = request.build_absolute_uri(reverse("practices:list"))
    query = request.GET.urlencode()
    made = Atom1Feed(
        title=_title(asked),
        link=f"{page}?{query}" if query else page,
        description="",
        language=language,
        feed_url=request.build_absolute_uri(),
    )
    shown = published().in_bulk(keys)
    for one in (shown[key] for key in keys if key in shown):
        title = title_in(one, language)
        where = reverse(
            "practices:named",
            args=[one.practice.number, slugify(title.text)[:60] or "practice"],
        )
        made.add_item(
            title=title.text,
            link=request.build_absolute_uri(where),
            description=summary_in(one, language).text,
            unique_id=f"urn:cordata:{one.practice.public_id}",
            updateddate=one.published_at,
            author_name=one.practice.participation.school.name,
            categories=[one.get_outcome_display()],
        )
    return HttpResponse(made.writeString("utf-8"), content_type=made.content_type)


def _title(asked: Asked) -> str:
    needs = labels() if asked else {}
    said = [value_in_words(facet, value, needs) for facet, value in asked.items()]
    return ": ".join(
        [_("Practices of schools"), ", ".join(said)] if said else [_("Practices of schools")]
    )
