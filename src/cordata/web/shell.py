"""What every page needs around its content: areas, languages, theme."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from cordata.accounts.models import RoleKind, Scope, User
from cordata.accounts.queries import is_administrator, places_of
from cordata.cycles.queries.diary import researches
from cordata.exchange.rules import is_policy_maker
from cordata.schools.queries.schools import my_school_ids
from cordata.web.doors import page_behind
from cordata.web.line.page import Line
from cordata.web.networks.views.find import country_at_hand

NAMES = dict(settings.LANGUAGES)
THEMES = {"light", "dark"}


@dataclass(frozen=True)
class Area:
    """One word of the main menu, or of the bar of a phone."""

    label: str
    address: str
    is_current: bool


# Where a page stands that has the address of a cluster or of a goal, not of its area.
FILES = {"files", "remove-file"}
GOALS = {"plan", "talk", "templates", "template", "goal", "proposal", "midterm"}


def shell(request: HttpRequest) -> dict[str, Any]:
    """Areas of this person, this page in other languages, the chosen colours."""
    language = translation.get_language() or "en"
    theme = request.COOKIES.get("theme", "")
    return {
        "areas": _areas(request),
        "bar": _bar(request),
        "language_name": NAMES.get(language, language),
        "other_languages": [
            (code, name, _in_language(request, code))
            for code, name in settings.LANGUAGES
            if code != language
        ],
        "is_demo": settings.DEMO,
        "line": Line(request),
        "theme": theme if theme in THEMES else "",
        "LANGUAGE_CODE": language,
    }


def _in_language(request: HttpRequest, code: str) -> str:
    rest = page_behind(request).split("/", 2)[-1]
    return f"/{code}/{rest}"


def _of_researchers(person: User) -> list[tuple[str, str]]:
    if not researches(person):
        return []
    found = [(_("Diaries"), reverse("diary:shared"))]
    if places_of(person, RoleKind.RESEARCHER, Scope.PROGRAMME):
        found += [
            (_("Research"), reverse("evidence:projects")),
            (_("Findings"), reverse("evidence:findings")),
            (_("Recommendations"), reverse("recommendations:desk")),
        ]
    return [*found, (_("Instruments"), reverse("instruments:library"))]


def _areas(request: HttpRequest) -> list[Area]:
    person = getattr(request, "user", None)
    found: list[tuple[str, str]] = []
    if person is not None and person.is_authenticated:
        cc = country_at_hand(person).lower()
        if not cc and not is_policy_maker(person):  # for all it stands below their name, too
            found.append((_("This week"), reverse("home:this-week")))
        if cc:
            found += [
                (_("Overview"), reverse("networks:overview", args=[cc])),
                (_("Calls"), reverse("calls:calls", args=[cc])),
                (_("Clusters"), reverse("clusters:coordinated", args=[cc])),
                (_("Schools"), reverse("schools:coordinated", args=[cc])),
                (_("People"), reverse("accounts:people", args=[cc])),
                (_("Evidence"), reverse("evidence:findings")),
            ]
        if my_school_ids(person):
            found += _of_a_school() if not cc else _of_a_school()[2:]  # six words in all
        found += _of_researchers(person)
        if is_policy_maker(person):
            found += [
                (_("Organisation"), reverse("policy:home")),
                (_("Recommendations"), reverse("recommendations:list")),
                (_("Compare models"), reverse("models:models")),
                (_("Simulate"), reverse("simulate:simulate")),
                (_("Exchange"), reverse("exchange:exchange")),
            ]
        if is_administrator(person):
            found += [
                (_("Countries"), reverse("networks:countries")),
                (_("Roles"), reverse("admin:roles")),
                (_("Audit"), reverse("admin:audit")),
                (_("Health"), reverse("admin:health")),
                (_("Instruments"), reverse("instruments:library")),
            ]
    if len(found) < 2:  # noqa: PLR2004 - nobody in particular: the public areas
        found += [
            (_("How it works"), reverse("home:text", args=["how-it-works"])),
            (_("Calls"), reverse("calls:public-list")),
            (_("Networks"), reverse("networks:networks")),
            (_("Practices"), reverse("practices:list")),
            (_("Recommendations"), reverse("recommendations:list")),
            (_("Exchange"), reverse("exchange:exchange")),
        ]
    shown = list(dict.fromkeys(found))[:6]  # two roles can bring the same area
    here = _here(request, [address for _label, address in shown])
    return [Area(label, address, is_current=address == here) for label, address in shown]


def _here(request: HttpRequest, shown: list[str]) -> str:
    """Which of these addresses a page belongs to."""
    lead = reverse("schools:now", args=["cluster"])
    if lead in shown and _part_of(request):
        return lead
    inside = [address for address in shown if request.path.startswith(address)]
    return max(inside, key=len, default="")  # the overview's address begins all of a country's


def _of_a_school() -> list[tuple[str, str]]:
    return [
        (_("Our cluster"), reverse("schools:now", args=["cluster"])),
        (_("Self-assessment"), reverse("surveys:rounds")),
        (_("Our school"), reverse("schools:ours")),
        (_("Practices"), reverse("practices:list")),
    ]


def _part_of(request: HttpRequest) -> str:
    """Of a school's working page, the word of its menus that leads there: cluster, goals, talk."""
    met = request.resolver_match
    if met is None:
        return ""
    if met.namespace == "talk":
        return "cluster" if met.url_name in FILES else "talk"
    if met.namespace in {"cycles", "reviews"} and met.url_name in GOALS:
        return "goals"
    is_inside = met.namespace in {"cycles", "dates", "diary", "reviews"}
    return "cluster" if is_inside or met.view_name == "clusters:cluster" else ""


def _bar(request: HttpRequest) -> list[tuple[str, Area]]:
    """On the phones of school teams, always at hand: four words, each with its icon."""
    person = getattr(request, "user", None)
    if person is None or not person.is_authenticated or not my_school_ids(person):
        return []
    part, week = _part_of(request), reverse("home:this-week")
    practices = reverse("practices:list")
    at = request.path
    return [
        ("week", Area(_("This week"), week, is_current=at == week)),
        ("flag", Area(_("Goals"), reverse("schools:now", args=["goals"]), part == "goals")),
        ("talk", Area(_("Talk"), reverse("schools:now", args=["talk"]), part == "talk")),
        ("book", Area(_("Practices"), practices, at.startswith(practices))),
    ]
