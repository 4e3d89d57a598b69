"""The atlas is written: one statement at a time, with its source beside it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from cordata.documents import queries as texts
from cordata.documents.actions import WrittenMeanwhile
from cordata.documents.models import Document, Revision
from cordata.guidance.actions import atlas as actions
from cordata.guidance.models import Statement, Way
from cordata.guidance.rules.atlas import may_translate_atlas, may_write_atlas
from cordata.web.atlas.forms import NewStatementForm, StatementForm, WayForm, WithdrawForm
from cordata.web.atlas.views.reading import language as language_of_page
from cordata.web.documents.views.find import LANGUAGES
from cordata.web.requests import Request, allow, posted

type Words = StatementForm | WayForm


@require_http_methods(["GET", "POST"])
def add(request: Request, way: str = "") -> HttpResponse:
    """Say one more thing of a way, in the language of the page; of all of them without one."""
    _let_in(request)
    allow(may_write_atlas(request.user))
    of = get_object_or_404(Way, slug=way) if way else None
    form = NewStatementForm(posted(request))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        code = language_of_page()
        actions.add_statement(
            of, part=given["part"], kind=given["kind"], sources=given["sources"],
            texts={code: given["words"]}, language=code, by=request.user,
        )  # fmt: skip
        messages.success(request, _("It stands in the atlas now."))
        return redirect("atlas:way", way) if of else redirect("atlas:ways")
    context = {"form": form, "way": of, "name": _name(of)}
    return render(request, "web/atlas/add.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def statement(request: Request, sta: str, language: str) -> HttpResponse:
    """The words of a statement in a language; in its own also how it is known, and where from."""
    _let_in(request)
    found = get_object_or_404(
        Statement.objects.filter(withdrawn_at=None).select_related("text", "way__text"),
        public_id=sta,
    )
    is_original = _known_language(language) == found.text.original_language
    initial = {"kind": found.kind, "keys": " ".join(_keys(found))} if is_original else {}
    form = StatementForm(posted(request), initial=initial | _first(found.text, language))
    if not is_original:
        for name in ("kind", "keys"):
            del form.fields[name]
    answer = _answer(request, found, language, form)
    if isinstance(answer, HttpResponse):
        return answer
    context = {
        **answer,
        "statement": found,
        "name": _name(found.way),
        "title": found.get_part_display(),
        "withdraw": WithdrawForm() if is_original else None,
        "here": "atlas:statement",
        "key": found.public_id,
    }
    return render(request, "web/atlas/words.html", context, status=_status(context))


@require_http_methods(["GET", "POST"])
def words_of_way(request: Request, way: str, language: str) -> HttpResponse:
    """The name of a way, and what it is in one sentence."""
    _let_in(request)
    found = get_object_or_404(Way.objects.select_related("text"), slug=way)
    _known_language(language)
    form = WayForm(posted(request), initial=_first(found.text, language))
    answer = _answer(request, found, language, form)
    if isinstance(answer, HttpResponse):
        return answer
    context = {
        **answer,
        "way": found,
        "name": _name(found),
        "title": _name(found),
        "here": "atlas:words",
        "key": found.slug,
    }
    return render(request, "web/atlas/words.html", context, status=_status(context))


@require_POST
def withdraw(request: Request, sta: str) -> HttpResponse:
    """Take a statement out, with the reason."""
    _let_in(request)
    found = get_object_or_404(Statement, public_id=sta, withdrawn_at=None)
    allow(may_write_atlas(request.user))
    form = WithdrawForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Write why it is taken out."))
        return redirect("atlas:statement", sta, found.text.original_language)
    try:
        actions.withdraw_statement(found, because=form.cleaned_data["because"], by=request.user)
    except actions.TakenOut:
        messages.info(request, _("Somebody took it out before you."))
    return redirect("atlas:way", found.way.slug) if found.way else redirect("atlas:ways")


def _let_in(request: Request) -> None:
    if not may_translate_atlas(request.user):
        raise Http404


def _known_language(language: str) -> str:
    if language not in LANGUAGES:
        raise Http404
    return language


def _name(way: Way | None) -> str:
    if way is None:
        return _("Whichever way")
    return texts.titles_of([way.text], language_of_page())[way.text_id]


def _keys(statement: Statement) -> list[str]:
    return sorted(statement.sources.values_list("key", flat=True))


def _first(text: Document, language: str) -> dict[str, Any]:
    newest = texts.newest_revision(text, language)
    original = texts.published_original(text)
    return {
        "words": newest.body if newest else "",
        "name": newest.title if newest else "",
        "after": newest.number if newest else 0,
        "source": original.public_id if original else "",
    }


def _answer(
    request: Request, thing: Statement | Way, language: str, form: Words
) -> HttpResponse | dict[str, Any]:
    """A redirect once it is written; else what both pages show."""
    text = thing.text
    newest = texts.newest_revision(text, language)
    original = texts.published_original(text)
    is_original = language == text.original_language
    stale = newest is not None and texts.source_changed(newest, original)
    if not stale and "follows" in form.fields:
        del form.fields["follows"]
    theirs = None
    if request.method == "POST":
        allow(may_write_atlas(request.user) if is_original else True)
        if form.is_valid():
            try:
                _write(request, thing, language, form, newest if stale else None)
            except WrittenMeanwhile as meanwhile:
                theirs = meanwhile.newest
            else:
                messages.success(request, _("Written, and shown."))
                return redirect(request.path)
    changed = (
        stale and newest is not None and newest.source is not None and original is not None
    )
    return {
        "form": form,
        "language": language,
        "languages": list(LANGUAGES.items()),
        "in_language": LANGUAGES[language],
        "original": None if is_original else original,
        "theirs": theirs,
        "stale": stale,
        "pieces": texts.differences(newest.source.body, original.body) if changed else [],  # type: ignore[union-attr]  # changed says that all three are there
        "revisions": texts.revisions_of(text, language),
        "may_save": may_write_atlas(request.user) or not is_original,
    }


def _write(
    request: Request,
    thing: Statement | Way,
    language: str,
    form: Words,
    stale: Revision | None,
) -> None:
    given = form.cleaned_data
    # A corrected comma must not take away the mark that the original has changed.
    still = stale is not None and not given.get("follows")
    source = thing.text.revisions.filter(public_id=given["source"]).first()
    actions.write_words(
        thing,
        language=language,
        title=given.get("name", ""),
        words=given["words"],
        after=given["after"] or 0,
        source=stale.source if still and stale else source,
        by=request.user,
    )
    if isinstance(thing, Statement) and "kind" in given:
        actions.change_statement(
            thing, kind=given["kind"], sources=given["sources"], by=request.user
        )


def _status(context: dict[str, Any]) -> int:
    if context["theirs"] is not None:
        return 409
    return 422 if context["form"].errors else 200
