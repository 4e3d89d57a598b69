"""What the demo network recommends: on its own invented findings, decided on by an invented panel.

What others have found elsewhere is cited beside it, with its source, and decides nothing.
"""

import datetime as dt
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from django.conf import settings

from cordata.accounts.models import User
from cordata.accounts.queries import person_with_email
from cordata.demo.year.almanac import Deed, live, moment
from cordata.evidence.models import Finding
from cordata.guidance.actions import panels, publishing, resting, writing
from cordata.guidance.actions.beginning import begin_version
from cordata.guidance.actions.wordings import word_in
from cordata.guidance.models import Version
from cordata.guidance.queries.certainty import by_rules, strengths_allowed
from cordata.guidance.queries.panels import panel_of
from cordata.guidance.queries.slots import FIELDS

FOLDER = Path(__file__).parents[1] / "data" / "recommendations"
ZONE, YEAR, NOVEMBER = "Europe/Rome", 2026, 11
LANGUAGES = [code for code, _name in settings.LANGUAGES]
# Which finding each name means: table kind, what it was told, estimate.
FINDINGS = {
    "change": ("change-of-schools/", {}, "change"),
    "effect": ("models-of-clusters/", {"axis": "direction"}, "effect"),
    "cost": ("costs-of-clusters/", {}, "societal/schools:mentees"),
}
MEMBERS = (
    ("Jelena Babić", "Invented school on an island, Croatia", "hr", "none", False),
    ("Duarte Lemos", "Demo Ministry of Education, Portugal", "pt", "none", False),
    ("Chiara Conti", "Invented school in the mountains, Italy", "it",
     "My school was mentored in the first year.", False),
    ("Bram Peeters", "Invented advisory service, Flanders", "nl",
     "My service is paid for coaching such clusters.", True),
    ("Zsófia Kelemen", "Invented university, Hungary", "hu", "none", False),
)  # fmt: skip
AGAINST = {
    "evaluate": "A country that waits for a comparison will wait for years. I would begin, and ask "
    "afterwards.",
}
SAYS = ("I looked up every number, and where each sentence comes from.",
        "The limits are said where a minister reads them.")  # fmt: skip


@dataclass
class Advice:
    """One recommendation as it grows."""

    name: str
    told: Mapping[str, Any]
    by: User
    reviewers: list[User]
    version: Version | None = None
    known: dict[str, Finding] = field(default_factory=dict)

    def said(self, language: str, name: str) -> str:
        """A text with its numbers quoted; "" if it is not there."""
        text = str(self.told.get(language, {}).get(name, ""))
        return self.quoted(text)

    def rows(self, language: str, group: str) -> dict[str, str]:
        """Texts of a group, by name."""
        found = self.told.get(language, {}).get(group, {})
        return {name: self.quoted(text) for name, text in found.items()}

    def quoted(self, text: str) -> str:
        """With findings in place of names: "<change|schools>"."""
        for name, (_kind, _told, estimate) in FINDINGS.items():
            if name not in self.known:
                continue
            token = f"{{{self.known[name].public_id}:{estimate}"
            text = text.replace(f"<{name}>", f"{token}}}")
            text = text.replace(f"<{name}|schools>", f"{token}|schools}}")
        return text


def advising(paola: User, *, until: dt.datetime) -> None:
    """Everything up to ``until``, as far as there are findings to rest on."""
    reviewers = [
        one
        for email in ("tomas@example.org", "ines@example.org")
        if (one := person_with_email(email))
    ]
    deeds: list[Deed] = []
    for at, name in enumerate(("evaluate", "directions", "budget")):
        told = tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
        deeds += _life(Advice(name, told, paola, reviewers), 3 + at)
    live(deeds, until=until)


def _life(one: Advice, day: int) -> list[Deed]:
    """Opened, put into words, reviewed, decided on and published within a fortnight."""
    steps = [(0, _open), (1, _review), (2, _decide), (7, _publish)]
    if one.name == "evaluate":
        steps += [(13, _again), (14, _review), (15, _decide), (17, _publish)]
    return [
        (moment(YEAR, NOVEMBER, day + later, 9 + at, ZONE), partial(step, one))
        for at, (later, step) in enumerate(steps)
    ]


def _open(one: Advice) -> None:
    one.known = {name: found for name in FINDINGS if (found := _finding(name))}
    if not set(one.told["needs"]) <= one.known.keys():
        return
    project = one.known[one.told["needs"][0]].run.analysis.project
    one.version = writing.open_recommendation(
        project, question=one.said("en", "question"), statement=one.said("en", "statement"),
        because="It is being written.", language="en", by=one.by,
    )  # fmt: skip
    for support in one.told["supports"]:
        _rest(one, support["name"], support["role"], leads=support.get("leads", False))
    _judge(one)
    for source in one.told["literature"]:
        resting.cite(
            one.version, words=one.rows("en", "literature")[source["key"]],
            source=source["source"], key=source["key"], by=one.by,
        )  # fmt: skip
    _word(one)


def _rest(one: Advice, name: str, role: str, *, leads: bool = False) -> None:
    if one.version is None or name not in one.known:
        return
    resting.rest_on(
        one.version, one.known[name], estimate=FINDINGS[name][2], role=role,
        outcome=one.rows("en", "outcome")[name], leads=leads, by=one.by,
    )  # fmt: skip


def _judge(one: Advice) -> None:
    if one.version is None:
        return
    finding = one.known[one.told["needs"][0]]
    words = one.rows("en", "judgement")
    for criterion, says in one.told["judged"].items():
        resting.judge(
            one.version, criterion=criterion, says=says, words=words[criterion],
            finding=finding, by=one.by,
        )  # fmt: skip
    for bearer, text in one.rows("en", "cost").items():
        resting.say_cost(one.version, bearer=bearer, words=text, by=one.by)


def _word(one: Advice, **more: Any) -> None:
    """All texts, in all languages that there are; as strong as the rules allow, and no stronger."""
    version = one.version
    if version is None:
        return
    version.refresh_from_db()
    texts = {name: one.said("en", name) for name in FIELDS if name != "changed"}
    may = strengths_allowed(version, by_rules(version))
    choices = {name: one.told[name] for name in ("audience", "coordination", "cost_class")}
    strength = one.told["strength"] if one.told["strength"] in may else "none"
    writing.change_version(
        version, revision=None, by=one.by, **texts | choices | {"strength": strength} | more
    )
    version.refresh_from_db()
    for language in LANGUAGES:
        if language != "en":
            word_in(version, language, _slots(one, version, language), by=one.by)


def _slots(one: Advice, version: Version, language: str) -> dict[str, str]:
    """Every text of a language in its slot."""
    found = {name: one.said(language, name) for name in ("question", *FIELDS)}
    for group in ("judgement", "cost"):
        found |= {f"{group}:{key}": text for key, text in one.rows(language, group).items()}
    names = {one.known[name].pk: name for name in one.known}
    outcomes = one.rows(language, "outcome")
    for support in version.supports.all():
        found[f"outcome:{support.public_id}"] = outcomes.get(names[support.finding_id], "")
    cited = one.rows(language, "literature")
    for context in version.contexts.all():
        found[f"context:{context.public_id}"] = cited.get(context.key, "")
    return found


def _review(one: Advice) -> None:
    if one.version is None:
        return
    publishing.ask_review(one.version, by=one.by)
    for person, words in zip(one.reviewers, SAYS, strict=True):
        publishing.review_version(
            one.version, revision=one.version.revision, says="approve", words=words, by=person
        )


def _decide(one: Advice) -> None:
    """Interests first, then one vote each; the last one closes the round."""
    if one.version is None:
        return
    panel = panels.call_panel(one.version, by=one.by)
    for at, (name, place, language, _interest, _out) in enumerate(MEMBERS):
        panels.add_member(
            panel, name=name, stands_for=place, email=f"panel{at}@example.org",
            language=language, by=one.by,
        )  # fmt: skip
    panels.open_round(panel, by=one.by)
    told = {name: (interest, out) for name, _place, _code, interest, out in MEMBERS}
    members = list(panel.members.order_by("pk"))
    for member in members:
        interest, out = told[member.name]
        panels.declare_interest(interest=interest, is_conflicted=out, by=member)
    voting = [one for one in members if not one.is_conflicted]
    for at, member in enumerate(voting):
        against = AGAINST.get(one.name, "") if at == 1 else ""
        panels.vote(
            says="disagree" if against else "agree", reason=against, may_print=True, by=member
        )


def _publish(one: Advice) -> None:
    if one.version is not None and panel_of(one.version):
        publishing.publish_version(one.version, by=one.by)


def _again(one: Advice) -> None:
    """The next version: what it costs is known now."""
    if one.version is None or "cost" not in one.known:
        one.version = None
        return
    one.version = begin_version(one.version.recommendation, is_major=False, by=one.by)
    _rest(one, "cost", "cost")
    _word(one, cost_class="moderate", changed=one.said("en", "changed"))


def _finding(name: str) -> Finding | None:
    """The newest released one of this kind."""
    kind, told, estimate = FINDINGS[name]
    found = Finding.objects.filter(
        state=Finding.State.RELEASED, run__table__kind__startswith=kind, estimate=estimate
    )
    rows = found.select_related("run__table", "run__analysis__project").defer(
        "run__table__content"
    )
    every = [one for one in rows.order_by("-released_at", "-pk") if _is_told(one, told)]
    return every[0] if every else None


def _is_told(finding: Finding, told: Mapping[str, Any]) -> bool:
    return all(finding.run.table.params.get(name) == one for name, one in told.items())
