"""A country presents itself: a text of its own, on its public page."""

from django.db import transaction

from cordata.accounts.models import User
from cordata.documents.actions import start_document
from cordata.documents.models import Document
from cordata.networks.actions.settings import change_country
from cordata.networks.models import Country


@transaction.atomic
def start_text_about(country: Country, *, by: User | None) -> Document:
    """Start the text about a country in its first language; the one there is, if any."""
    locked = Country.objects.select_for_update().get(pk=country.pk)
    if locked.about:
        return locked.about
    document = start_document(
        slug=f"about-{locked.pk.lower()}",
        language=(locked.languages or ["en"])[0],
        country=locked.pk,
        by=by,
    )
    change_country(locked, about_id=document.pk, by=by)
    return document
