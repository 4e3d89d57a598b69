"""A practice of the cast's mentee school, as far on its way as a test needs it."""

import datetime as dt
from dataclasses import replace

from cordata.accounts.models import RoleKind
from cordata.practices.actions import (
    agreeing,
    documenting,
    passing,
    telling,
    validating,
)
from cordata.practices.models import CRITERIA, Part, Stage
from tests import factories as make

TOLD = telling.Told(
    title="Lezioni aperte", situation="Ognuno lavorava solo.", done="Si apre un’ora al mese.",
    effort="Tre ore al mese.", worked="31 docenti su 44 sono venuti.",
    failed="La scheda ha fatto scappare metà dei colleghi.", advice="Non valutate.",
    outcome="worked", began_on=dt.date(2026, 9, 10), takes_questions=True,
)  # fmt: skip
FACTS = {"levels": ["1"], "pupils": 120, "rurality": "rural", "setting": "school", "hours": 40}


def draft(cast, **changes):
    told = replace(TOLD, **changes)
    return telling.start_practice(cast.theirs, told, language="it", by=cast.people["head"])


def sent(cast, **changes):
    practice = draft(cast, **changes)
    telling.send_practice(practice, by=cast.people["head"])
    return practice


def texts():
    """Every part, in both languages."""
    return {
        language: {part.value: f"{part.value} {language}" for part in Part}
        for language in ("it", "en")
    }


def record(**changes):
    facts = FACTS | {"outcome": "worked", "texts": texts(), "needs": [make.topic("stem")]}
    return documenting.Record(**facts | changes)


def begun(cast, **changes):
    return documenting.start_edition(sent(cast, **changes), by=cast.people["researcher"])


def documented(cast, facts=None, **changes):
    edition = begun(cast, **changes)
    paola = cast.people["researcher"]
    documenting.save_record(edition, record(**facts or {}), version=edition.version, by=paola)
    return edition


def asked(cast, **changes):
    edition = documented(cast, **changes)
    documenting.ask_agreement(edition, by=cast.people["researcher"])
    return edition


def agreed(cast, **changes):
    edition = asked(cast, **changes)
    agreeing.agree_with_record(edition, version=edition.version, by=cast.people["head"])
    return edition


def second(cast):
    """Another researcher of the programme, made once."""
    if "second" not in cast.people:
        found = make.person("Tomas")
        make.role(found, RoleKind.RESEARCHER, "programme", cast.cohort.programme.public_id)
        cast.people["second"] = found
    return cast.people["second"]


def expert(cast):
    """Somebody whom the programme has named, made once."""
    if "expert" not in cast.people:
        found = make.person("Ingrid")
        programme, ada = cast.cohort.programme, cast.people["administrator"]
        validating.name_expert(programme, found, knows="Small schools", by=ada)
        cast.people["expert"] = found
    return cast.people["expert"]


def validate(edition, stage, by, says="approve", **unmet):
    met = {str(one): True for one in CRITERIA[stage]} | unmet
    return validating.validate_record(
        edition, version=edition.version, stage=stage, says=says, criteria=met,
        words="Because.", by=by,
    )  # fmt: skip


def validated(cast, **changes):
    edition = agreed(cast, **changes)
    validate(edition, Stage.PROJECT, second(cast))
    validate(edition, Stage.EXPERT, expert(cast))
    return edition


def published(cast, **changes):
    edition = validated(cast, **changes)
    validating.publish_record(edition, by=cast.people["researcher"])
    return edition


def learned(practice, teacher, learner, day, by, *, confirmed_by=None, changed=""):
    """Told for the school that learned it; confirmed, if somebody does."""
    made = passing.tell_passing(
        practice, teacher=teacher, learner=learner, learned_on=day, changed=changed,
        told_for=learner, language="it", by=by,
    )  # fmt: skip
    if confirmed_by:
        passing.confirm_passing(made, by=confirmed_by)
    return made
