"""Guidelines are begun, described, written and translated."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cordata.documents import queries as texts
from cordata.documents.actions import NothingToTranslate, WrittenMeanwhile, write_revision
from cordata.documents.models import Revision
from cordata.guidance.actions import guidelines as actions
from cordata.guidance.models import Edition, Guideline, Way
from cordata.guidance.queries import guidelines as queries
from cordata.guidance.queries.atlas import described
from cordata.guidance.rules.guidelines import (
    may_open_guideline,
    may_review_edition,
    may_write_guideline,
)
from cordata.web.documents.views.find import LANGUAGES
from cordata.web.guidelines.forms import (
    AboutForm,
    AskForm,
    BeginForm,
    BodyForm,
    DecideForm,
    StaleBodyForm,
)
from cordata.web.guidelines.paper import audience_in_words, way_in_words
from cordata.web.guidelines.views.find import guideline_worked_on, language_now
from cordata.web.requests import Request, allow, posted


@require_GET
def desk(request: Request) -> HttpResponse:
    """Every guideline I may write or translate, and how each language stands."""
    mine = list(queries.guidelines_translated_by(request.user))
    programmes = list(queries.programmes_written_by(request.user))
    if not mine and not programmes:
        raise Http404
    documents = [one.text for one in mine]
    titles = texts.titles_of(documents, language_now())
    standing = texts.standing_of(documents, list(LANGUAGES))
    latest = {one.guideline_id: one for one in queries.latest_editions(mine)}
    rows = [
        {
            "guideline": one,
            "title": titles[one.text_id],
            "edition": latest.get(one.pk),
            "standing": [
                (code, name, standing[one.text_id][code]) for code, name in LANGUAGES.items()
            ],
        }
        for one in mine
    ]
    context = {"rows": rows, "programmes": programmes}
    return render(request, "web/guidelines/desk.html", context)


@require_http_methods(["GET", "POST"])
def begin(request: Request, prg: str) -> HttpResponse:
    """Start one, in the language of the page."""
    programme = get_object_or_404(queries.programmes_written_by(request.user), public_id=prg)
    allow(may_open_guideline(request.user, programme))
    form = BeginForm(posted(request), ways=_ways())
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        made = actions.open_guideline(
            programme, slug=given["slug"], title=given["title"], body="",
            language=language_now(), audience=given["audience"], way=_way(given["way"]),
            by=request.user,
        )  # fmt: skip
        return redirect("guidelines:write", made.slug, language_now())
    context = {"form": form, "programme": programme}
    status = 422 if form.errors else 200
    return render(request, "web/guidelines/begin.html", context, status=status)


@require_GET
def work(request: Request, slug: str) -> HttpResponse:
    """How it stands: its languages, what is on its way, and what can be done now."""
    return work_page(request, guideline_worked_on(request, slug))


@require_POST
def describe(request: Request, slug: str) -> HttpResponse:
    """For whom it is."""
    guideline = guideline_worked_on(request, slug)
    allow(may_write_guideline(request.user, guideline))
    form = AboutForm(request.POST, ways=_ways())
    if not form.is_valid():
        return work_page(request, guideline, about=form, status=422)
    given = form.cleaned_data
    actions.describe_guideline(
        guideline, audience=given["audience"], way=_way(given["way"]), by=request.user
    )
    messages.success(request, _("Saved."))
    return redirect("guidelines:work", slug)


@require_http_methods(["GET", "POST"])
def write(request: Request, slug: str, language: str) -> HttpResponse:
    """The text in a language, beside its original where it is a translation."""
    guideline = guideline_worked_on(request, slug)
    if language not in LANGUAGES:
        raise Http404
    text = guideline.text
    is_original = language == text.original_language
    original, newest = texts.published_original(text), texts.newest_revision(text, language)
    if not is_original and original is None:
        messages.info(
            request, _("The original is not published yet; then it can be translated.")
        )
        return redirect("guidelines:work", slug)
    form = _form(request, language, newest, original)
    theirs = None
    if request.method == "POST":
        allow(may_write_guideline(request.user, guideline) if is_original else True)
        if form.is_valid():
            try:
                _save(request, guideline, language, form, newest)
            except WrittenMeanwhile as meanwhile:
                theirs = newest = meanwhile.newest
            except NothingToTranslate:
                return redirect("guidelines:work", slug)
            else:
                messages.success(request, _("Saved as a draft."))
                return redirect("guidelines:work", slug)
    context = {
        "guideline": guideline,
        "name": texts.titles_of([text], language_now())[text.pk],
        "language": language,
        "in_language": LANGUAGES[language],
        "form": form,
        "newest": newest,
        "theirs": theirs,
        "original": None if is_original else original,
        "stale": newest is not None and texts.source_changed(newest, original),
        "may_save": not is_original or may_write_guideline(request.user, guideline),
    }
    status = 409 if theirs else 422 if form.errors else 200
    return render(request, "web/guidelines/write.html", context, status=status)


def work_page(
    request: Request,
    guideline: Guideline,
    *,
    about: AboutForm | None = None,
    ask: AskForm | None = None,
    decide: DecideForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page of the work, with whichever form was refused."""
    text, person = guideline.text, request.user
    waiting, back = queries.on_its_way(guideline), queries.sent_back(guideline)
    if waiting is not None:
        waiting.guideline = guideline
    editions = list(queries.editions_of(guideline))
    newest = texts.newest_revision(text, text.original_language)
    way = guideline.way.slug if guideline.way else ""
    first = {"audience": guideline.audience, "way": way}
    context: dict[str, Any] = {
        "guideline": guideline,
        "name": texts.titles_of([text], language_now())[text.pk],
        "audience": audience_in_words(guideline),
        "way": way_in_words(guideline, language_now()),
        "editions": editions,
        "waiting": waiting,
        "back": back,
        "newest": newest,
        "standing": [
            (code, LANGUAGES[code], state)
            for code, state in texts.states_of(text, list(LANGUAGES)).items()
        ],
        "spoken": _spoken(editions),
        "may_write": may_write_guideline(person, guideline),
        "may_review": waiting is not None
        and waiting.state == waiting.State.IN_REVIEW
        and may_review_edition(person, waiting),
        "about": about or AboutForm(initial=first, ways=_ways()),
        "ask": ask or AskForm(is_first=not editions),
        "decide": decide or DecideForm(initial={"says": "approve", "edition": _id_of(waiting)}),
        "form": about or ask or decide,
    }
    return render(request, "web/guidelines/work.html", context, status=status)


def _id_of(edition: Edition | None) -> str:
    return edition.public_id if edition is not None else ""


def _spoken(editions: list[Any]) -> set[str]:
    return set(editions[0].texts.values_list("language", flat=True)) if editions else set()


def _ways() -> list[tuple[str, str]]:
    return [(one.way.slug, one.name) for one in described(language_now())]


def _way(slug: str) -> Way | None:
    return Way.objects.filter(slug=slug).first() if slug else None


def _form(
    request: Request, language: str, newest: Revision | None, original: Revision | None
) -> BodyForm:
    stale = newest is not None and texts.source_changed(newest, original)
    kind = StaleBodyForm if stale else BodyForm
    first = {"title": newest.title, "body": newest.body} if newest else {}
    return kind(posted(request), initial=first, language=language)


def _save(
    request: Request,
    guideline: Guideline,
    language: str,
    form: BodyForm,
    newest: Revision | None,
) -> None:
    """A draft. What a translator had before the eyes is its source, as with all texts."""
    given, text = form.cleaned_data, guideline.text
    still = isinstance(form, StaleBodyForm) and not given["follows"]
    source = text.revisions.filter(
        language=text.original_language, public_id=given["source"]
    ).first()
    write_revision(
        text,
        language=language,
        title=given["title"],
        body=given["body"],
        after=given["after"] or 0,
        source=newest.source if still and newest else source,
        by=request.user,
    )
