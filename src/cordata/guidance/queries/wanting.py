"""What a version still wants before it may be published, in codes. Empty: it may."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from cordata.analysis.advice.decision import Recommendation as Stated
from cordata.analysis.advice.decision import missing
from cordata.analysis.advice.overall import Overall, within_a_step
from cordata.analysis.advice.rating import Certainty
from cordata.analysis.advice.wording import too_sure
from cordata.evidence.models import Finding
from cordata.guidance.models import Panel, Strength, Version, VersionReview
from cordata.guidance.queries.certainty import RULES, by_rules, facts_for_strength
from cordata.guidance.queries.panels import last_round, panel_of
from cordata.guidance.queries.quoting import Loose, findings_under, loose_numbers
from cordata.guidance.queries.slots import may_claim, slots_of

REVIEWERS = 2


@dataclass(frozen=True)
class Wanting:
    """What is in the way.

    codes  in the order in which one would mend them: "for_whom", "judgement:equity", "too_strong",
           "leads", "withdrawn_support", "certainty", "unknown", "changed", "reviews", "panel",
           "panel_voted_otherwise", "panel_of_another_wording"
    loose  numbers that are not tied
    bold   sentences of statement, reason, risk and judgements that claim more than the certainty
           allows
    """

    codes: tuple[str, ...] = ()
    loose: tuple[Loose, ...] = ()
    bold: tuple[str, ...] = ()
    rules: Overall | None = field(default=None, compare=False)
    panel: Panel | None = field(default=None, compare=False)
    known: Mapping[str, Finding] | None = field(default=None, compare=False)

    @property
    def nothing(self) -> bool:
        """Whether it may be published."""
        return not (self.codes or self.loose or self.bold)


def wanting_of(version: Version) -> Wanting:
    """Everything that keeps it from being published; a few queries more than its rows."""
    known, panel = findings_under(version), panel_of(version)
    found = by_rules(version, known)
    codes = [*_content(version, found, known), *_reviews(version), *_panel(version, panel)]
    bold = [
        sentence
        for slot, text in slots_of(version).items()
        if may_claim(slot)
        for sentence in too_sure(text, version.language, Certainty(version.certainty))
    ]
    loose = loose_numbers(version, known)
    return Wanting(tuple(codes), tuple(loose), tuple(bold), found, panel, known)


def _content(version: Version, found: Overall, known: Mapping[str, Finding]) -> list[str]:
    links = {one.criterion: one.link or str(one.finding_id) for one in version.judgements.all()}
    stated = Stated(
        strength=RULES[Strength(version.strength)],
        for_whom=version.for_whom,
        not_for_whom=version.not_for_whom,
        cost_by_bearer=" ".join(one.words for one in version.costs.all()),
        would_change_it=version.would_change,
    )
    codes = list(missing(stated, facts_for_strength(version, found, known), links))  # type: ignore[arg-type]  # rows of the links have its attributes
    fits = found.certainty == version.computed and within_a_step(
        found.certainty, Certainty(version.certainty)
    )
    wants = {
        "leads": not any(one.leads for one in version.supports.all()),
        "withdrawn_support": any(one.state != Finding.State.RELEASED for one in known.values()),
        "certainty": not fits,
        "audience": not version.audience,
        "risk": not (version.risk and version.risk_words),
        "unknown": not version.unknown,
        "changed": not version.changed and (version.major, version.minor) != (1, 0),
    }
    return [*codes, *(code for code, is_so in wants.items() if is_so)]


def _reviews(version: Version) -> list[str]:
    approved = {
        one.by_id
        for one in version.reviews.all()
        if (one.of_revision, one.says) == (version.revision, VersionReview.Says.APPROVE)
    }
    return ["reviews"] if len(approved) < REVIEWERS else []


def _panel(version: Version, panel: Panel | None) -> list[str]:
    decided = last_round(panel) if panel else None
    if panel is None or decided is None:
        return ["panel"]
    if panel.of_revision != version.revision:
        return ["panel_of_another_wording"]
    return [] if decided.tally.carries else ["panel_voted_otherwise"]
