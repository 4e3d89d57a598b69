"""One record: its editions, its claims with their evidence, what it lacks, who stands for it."""

from dataclasses import dataclass

from django.db.models import QuerySet

from cordata.kit.paragraphs import paragraphs
from cordata.practices.models import (
    CLAIMS,
    NEEDED,
    Agreement,
    Edition,
    Evidence,
    Part,
    Practice,
    Question,
    Says,
    Stage,
    Validation,
)


@dataclass(frozen=True, slots=True)
class Claim:
    """A paragraph that claims something. Without evidence it is its author's view."""

    part: str
    paragraph: int
    text: str
    evidence: list[Evidence]


@dataclass(frozen=True, slots=True)
class Standing:
    """Who stands for the version of now; None where nobody does yet."""

    agreement: Agreement | None
    project: Validation | None
    expert: Validation | None

    @property
    def may_be_published(self) -> bool:
        """With the school's agreement and both validations."""
        return None not in {self.agreement, self.project, self.expert}


def edition_at_work(practice: Practice) -> Edition | None:
    """The edition that can still change, if there is one."""
    found = practice.editions.filter(state__in=Edition.AT_WORK)
    return found.prefetch_related("needs").select_related("documented_by").first()


def edition_shown(practice: Practice) -> Edition | None:
    """The edition that everybody reads, if there is one."""
    found = practice.editions.filter(state=Edition.State.PUBLISHED)
    return found.prefetch_related("needs").select_related("documented_by").first()


def evidence_of(edition: Edition) -> list[Evidence]:
    """All of it, in the order of the record."""
    return list(edition.evidence.select_related("file").order_by("part", "paragraph", "pk"))


def claims_in(
    edition: Edition, part: str, language: str, evidence: list[Evidence]
) -> list[Claim]:
    """The claims of one text in a language, each with its evidence."""
    texts = paragraphs(edition.texts.get(language, {}).get(part, ""))
    return [
        Claim(
            part,
            at,
            text,
            [one for one in evidence if (one.part, one.paragraph) == (part, at)],
        )
        for at, text in enumerate(texts, start=1)
    ]


def places_of_claims(edition: Edition) -> list[tuple[str, int, str]]:
    """Every claim of the record in the school's language: part, paragraph, words."""
    own = edition.texts.get(edition.practice.language, {})
    return [
        (part, at, text)
        for part in CLAIMS
        for at, text in enumerate(paragraphs(own.get(part, "")), start=1)
    ]


type Decided = tuple[list[Agreement], list[Validation]]


def decided_on(edition: Edition) -> Decided:
    """All that the school and who validates have said of it, whichever version, newest first."""
    agreements = edition.agreements.select_related("by").order_by("-at", "-pk")
    validations = edition.validations.select_related("by").order_by("-at", "-pk")
    return list(agreements), list(validations)


def standing_of(edition: Edition, decided: Decided | None = None) -> Standing:
    """Who agreed with this very version, and who validated it."""
    agreements, validations = decided or decided_on(edition)

    def stands(one: Agreement | Validation) -> bool:
        return one.of_version == edition.version and one.says == Says.APPROVE

    stages = {one.stage: one for one in validations if stands(one)}
    return Standing(
        next((one for one in agreements if stands(one)), None),
        stages.get(Stage.PROJECT),
        stages.get(Stage.EXPERT),
    )


def changes_asked(edition: Edition, decided: Decided | None = None) -> Decided:
    """What the school and who validates have asked for, whichever version, newest first."""
    agreements, validations = decided or decided_on(edition)
    return (
        [one for one in agreements if one.says == Says.CHANGE],
        [one for one in validations if one.says == Says.CHANGE],
    )


def questions_on(practice: Practice) -> dict[str, list[Question]]:
    """What was asked and answered, by the part it was asked at, the oldest first."""
    found: dict[str, list[Question]] = {}
    asked = practice.questions.select_related("asked_by", "answered_by")
    for one in asked.order_by("asked_at", "pk"):
        found.setdefault(one.part, []).append(one)
    return found


def questions_open(practice: Practice) -> QuerySet[Question]:
    """Those that the school has not answered."""
    return practice.questions.filter(answered_at=None).order_by("asked_at", "pk")


def missing_in(edition: Edition) -> list[str]:
    """What keeps the record from being shown to the school, as codes.

    A part's name: it is empty. "en:part": it stands in one language alone. "paragraphs:part":
    its languages part into other numbers of claims. "needs", "levels", "rurality", "setting",
    "hours": that fact.
    """
    missing = [name for name in ("levels", "rurality", "setting") if not getattr(edition, name)]
    if edition.hours is None:
        missing.append("hours")
    if not edition.needs.all():
        missing.append("needs")
    own = edition.texts.get(edition.practice.language, {})
    missing += [part for part in NEEDED if not own.get(part)]
    if edition.practice.language == "en":
        return missing
    english = edition.texts.get("en", {})
    for part in Part:
        mine, other = own.get(part, ""), english.get(part, "")
        if bool(mine) != bool(other) and not (part in NEEDED and not mine):
            missing.append(f"en:{part}")
        elif part in CLAIMS and len(paragraphs(mine)) != len(paragraphs(other)):
            missing.append(f"paragraphs:{part}")
    return missing
