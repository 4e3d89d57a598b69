"""A recommendation on a released finding, from its first words to its permanent address."""

from cordata.accounts.models import RoleKind
from cordata.analysis.advice.decision import Criterion
from cordata.evidence.actions import findings
from cordata.guidance.actions import panels, publishing, resting, writing
from cordata.guidance.queries.panels import panel_of
from tests import factories as make
from tests.evidence import making

SAID = {
    "for_whom": "Networks whose schools meet at least once a term.",
    "not_for_whom": "Schools that work alone.",
    "conditions": "Somebody looks at what changes.\nTeachers are given the time.",
    "risk": "Lessons to cover",
    "risk_words": "Colleagues cover the lessons of those who travel.",
    "unknown": "Whether it lasts.\nWhether other schools would have changed as much.",
    "would_change": "A comparison with schools that wait.",
    "audience": ["authority", "coordinator"],
}
MEMBERS = ("Ana Anić", "Béla Bakó", "Cor Claes")


def released(cast, run=None):
    """A finding that everybody reads."""
    finding = making.draft(run or making.quick(cast))
    findings.ask_review(finding, by=finding.written_by)
    for one in two(cast):
        findings.review_finding(finding, says="approve", words="", by=one)
    findings.release_finding(finding, by=finding.written_by)
    finding.refresh_from_db()
    return finding


def two(cast):
    """Two more researchers of the programme, the same ones each time."""
    if not hasattr(cast, "two"):
        cast.two = [make.person("Reis"), make.person("Vrba")]
        for one in cast.two:
            make.role(one, RoleKind.RESEARCHER, "programme", cast.cohort.programme.public_id)
    return cast.two


def opened(cast, finding=None, *, question="What should networks do?", **said):
    """A draft that wants nothing but people; ``said`` overrules its texts."""
    finding = finding or released(cast)
    paola = cast.people["researcher"]
    project = finding.run.analysis.project
    draft = writing.open_recommendation(
        project, question=question, statement="Give mentored schools time to meet.",
        because="We looked.", language="en", by=paola,
    )  # fmt: skip
    resting.rest_on(
        draft, finding, estimate="change", role="effect", outcome="Teachers’ view of leadership",
        leads=True, by=paola,
    )  # fmt: skip
    for one in Criterion:
        resting.judge(
            draft, criterion=one, says="varies", words="It depends on the school.",
            finding=finding, by=paola,
        )  # fmt: skip
    resting.say_cost(draft, bearer="authority", words="Time of a coordinator.", by=paola)
    because = (
        "Teachers of {FND:change|schools} schools changed by {FND:change}. We do not know whether "
        "the mentoring made the difference."
    ).replace("FND", finding.public_id)
    writing.change_version(
        draft, revision=None, by=paola, **({"because": because} | SAID | said)
    )
    draft.refresh_from_db()
    return draft


def in_review(cast, draft=None, **said):
    """With two people who stand for it."""
    draft = draft or opened(cast, **said)
    publishing.ask_review(draft, by=draft.written_by)
    for one in two(cast):
        publishing.review_version(
            draft, revision=draft.revision, says="approve", words="", by=one
        )
    draft.refresh_from_db()
    return draft


def voting(draft, *, members=MEMBERS):
    """A panel whose first round is open, everybody having declared."""
    panel = panels.call_panel(draft, by=draft.written_by)
    for at, name in enumerate(members):
        panels.add_member(
            panel, name=name, stands_for="A school", email=f"m{at}@example.org", language="en",
            by=draft.written_by,
        )  # fmt: skip
    panels.open_round(panel, by=draft.written_by)
    panel.refresh_from_db()
    for one in panel.members.all():
        panels.declare_interest(interest="none", is_conflicted=False, by=one)
    return panel


def agreed(draft, says=("agree", "agree", "agree")):
    """A panel that is closed, having said this."""
    panel = voting(draft)
    for one, word in zip(panel.members.order_by("pk"), says, strict=True):
        panels.vote(
            says=word, reason="It is too early." if word == "disagree" else "",
            may_print=True, by=one,
        )  # fmt: skip
    return panel_of(draft)


def published(cast, draft=None, **said):
    """Version 1.0 at its address; its recommendation is ``version.recommendation``."""
    draft = draft or opened(cast, **said)
    in_review(cast, draft)
    agreed(draft)
    publishing.publish_version(draft, by=draft.written_by)
    draft.refresh_from_db()
    return draft
