"""The library of goals of a country: worded by its coordinators, offered to running goals."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cordata.cycles import rules
from cordata.cycles.actions import templates as actions
from cordata.cycles.models import GoalTemplate
from cordata.cycles.queries.templates import (
    newest_words,
    running_uses,
    templates_written_by,
    touched_by,
    words_in,
)
from cordata.networks.actions import ChangedBySomebody
from cordata.networks.models import Country, Topic
from cordata.web.cycles.forms.templates import TemplateForm, words_as_typed
from cordata.web.instruments.words import language_name
from cordata.web.line.receipts import receipt_of
from cordata.web.networks.conflict import conflict_of, renewed
from cordata.web.networks.views.find import country_of
from cordata.web.requests import Request, allow, posted


def _country(request: Request, cc: str) -> Country:
    which = country_of(request.user, cc)
    allow(rules.may_write_templates(request.user, which))
    return which


def _template(request: Request, cc: str, template: str) -> GoalTemplate:
    found = templates_written_by(request.user).filter(country=cc.upper())
    which = get_object_or_404(found, public_id=template)
    allow(rules.may_write_templates(request.user, which.country))
    return which


def _topics() -> list[Topic]:
    return list(Topic.objects.order_by("position", "slug"))


def _languages(template: GoalTemplate) -> list[str]:
    return [language_name(code) for code in sorted(newest_words(template))]


@require_GET
def show_all(request: Request, cc: str) -> HttpResponse:
    """Every template by topic, also those that are retired."""
    country = _country(request, cc)
    found = templates_written_by(request.user).filter(country=country)
    languages = [request.LANGUAGE_CODE, *country.languages]
    context = {
        "cc": cc,
        "country": country,
        "rows": [(one, words_in(one, languages), _languages(one)) for one in found],
    }
    return render(request, "web/cycles/library.html", context)


@require_http_methods(["GET", "POST"])
def add(request: Request, cc: str) -> HttpResponse:
    """A new one, in a first language."""
    country = _country(request, cc)
    form = TemplateForm(posted(request), topics=_topics(), languages=country.languages)
    if form.is_bound and form.is_valid():
        receipt = receipt_of(request)
        template = actions.add_template(
            country, receipt=receipt, by=request.user, **form.facts()
        )
        messages.success(request, _("Schools can begin from it now."))
        return redirect("cycles:template-words", cc, template.public_id)
    context = {"cc": cc, "country": country, "form": form}
    status = 422 if form.errors else 200
    return render(request, "web/cycles/template_words.html", context, status=status)


@require_http_methods(["GET", "POST"])
def word(request: Request, cc: str, template: str) -> HttpResponse:
    """Word it in one language, and see which running goals came from it."""
    which = _template(request, cc, template)
    languages = list(dict.fromkeys([*which.country.languages, *newest_words(which)]))
    asked = request.GET.get("language", "")
    language = asked if asked in languages else languages[0]
    form, conflict = _form(which, languages, language, posted(request)), None
    if form.is_bound and form.is_valid():
        version, receipt = form.cleaned_data["version"], receipt_of(request)
        try:
            actions.word_template(
                which, version=version, receipt=receipt, by=request.user, **form.facts()
            )
        except ChangedBySomebody as changed:
            now = _form(changed.now, languages, form.cleaned_data["language"])
            conflict = conflict_of(which.public_id, form, now)
            form = renewed(form, changed.now.version)
        else:
            messages.success(request, _("Saved. Running goals stay as they are until asked."))
            target = redirect("cycles:template-words", cc, which.public_id)
            target["Location"] += f"?language={form.cleaned_data['language']}"
            return target
    context: dict[str, Any] = {
        "cc": cc,
        "country": which.country,
        "template": which,
        "language": language,
        "languages": languages,
        "uses": running_uses(which),
        "form": form,
        "conflict": conflict,
    }
    if words_now := newest_words(which).get(language):
        context["touched"] = touched_by(words_now)
    status = 409 if conflict else 422 if form.errors else 200
    return render(request, "web/cycles/template_words.html", context, status=status)


def _form(
    template: GoalTemplate, languages: list[str], language: str, sent: Any = None
) -> TemplateForm:
    words = newest_words(template).get(language)
    initial = words_as_typed(words) if words else {"language": language}
    initial |= {
        "version": template.version,
        "topic": template.topic.slug if template.topic else "",
    }
    return TemplateForm(sent, topics=_topics(), languages=languages, initial=initial)


@require_POST
def offer(request: Request, cc: str, template: str) -> HttpResponse:
    """Offer the newest words of a language to the goals that stand on older ones."""
    which = _template(request, cc, template)
    language = request.POST.get("language", "")
    if language in newest_words(which):
        offers = actions.offer_words(which, language=language, by=request.user)
        done = ngettext(
            "Offered to %(number)d school. It decides itself.",
            "Offered to %(number)d schools. Each decides itself.",
            len(offers),
        )
        messages.success(request, done % {"number": len(offers)})
    target = redirect("cycles:template-words", cc, which.public_id)
    target["Location"] += f"?language={language}" if language in newest_words(which) else ""
    return target


@require_POST
def retire(request: Request, cc: str, template: str) -> HttpResponse:
    """Offer it to schools no longer, or again."""
    which = _template(request, cc, template)
    retired = request.POST.get("retired") == "yes"
    actions.retire_template(which, retired=retired, by=request.user)
    messages.success(request, _("Saved. Goals that began from it go on."))
    return redirect("cycles:library", cc)
