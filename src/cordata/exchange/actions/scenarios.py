"""Keep a simulation under a name, share it, take that back, remove it."""

import secrets
from typing import Any

from django.db import transaction
from django.utils import timezone

from cordata.accounts.actions.inviting import digest
from cordata.accounts.models import User
from cordata.analysis.spread.asked import Ask
from cordata.analysis.spread.scaling import Projection
from cordata.exchange.models import Organisation, Scenario
from cordata.exchange.queries.scenarios import told
from cordata.history.actions import record
from cordata.networks.models import Country


@transaction.atomic
def save_scenario(
    *,
    name: str,
    country: Country,
    model: str,
    asked: dict[str, Any],
    found: Projection,
    by: User,
    organisation: Organisation | None = None,
) -> Scenario:
    """Keep a question and what it answered today; with an organisation, its people read it."""
    Ask(**asked)  # what cannot be asked again is not kept
    made = Scenario.objects.create(
        name=name, country=country, model=model, asked=asked, told=told(found),
        organisation=organisation, saved_by=by,
    )  # fmt: skip
    record("scenario.saved", on=made, by=by, scope=f"country:{country.pk}")
    return made


@transaction.atomic
def share_scenario(scenario: Scenario, organisation: Organisation | None, *, by: User) -> None:
    """Let the people of an organisation read it; None: nobody but oneself."""
    scenario.organisation = organisation
    scenario.save(update_fields=["organisation"])
    verb = "scenario.shared" if organisation else "scenario.unshared"
    record(verb, on=scenario, by=by, scope=f"country:{scenario.country_id}")


@transaction.atomic
def make_link(scenario: Scenario, *, by: User) -> str:
    """A secret that opens it for anybody; the one before, if any, opens nothing any more."""
    secret = secrets.token_urlsafe(24)
    scenario.link_digest, scenario.linked_at = digest(secret), timezone.now()
    scenario.save(update_fields=["link_digest", "linked_at"])
    record("scenario.linked", on=scenario, by=by, scope=f"country:{scenario.country_id}")
    return secret


@transaction.atomic
def revoke_link(scenario: Scenario, *, by: User) -> None:
    """Whoever has the link reads nothing any more."""
    scenario.link_digest, scenario.linked_at = "", None
    scenario.save(update_fields=["link_digest", "linked_at"])
    record("scenario.link-revoked", on=scenario, by=by, scope=f"country:{scenario.country_id}")


@transaction.atomic
def remove_scenario(scenario: Scenario, *, by: User) -> None:
    """Away with it, link and all."""
    record("scenario.removed", on=scenario, by=by, scope=f"country:{scenario.country_id}")
    scenario.delete()
