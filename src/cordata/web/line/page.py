"""What the forms of a page carry: a receipt each, and what was typed into them before."""

from functools import cached_property
from uuid import uuid4

from django.http import HttpRequest

from cordata.unsent.models import Unsent
from cordata.unsent.queries import unsent_of
from cordata.web.line.receipts import receipt_on
from cordata.web.line.tokens import token_for


class Line:
    """In every template as ``line``; asks the database only on pages that have such forms."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    @property
    def receipt(self) -> str:
        """A new one each time it is asked for: one for each form."""
        return str(uuid4())

    @cached_property
    def token(self) -> str:
        """Whose page this is; "" for visitors."""
        person = getattr(self.request, "user", None)
        return token_for(person) if person is not None and person.is_authenticated else ""

    @cached_property
    def posted(self) -> str:
        """The receipt of the form that this page answers: what was typed stands in it."""
        return str(receipt_on(self.request) or "") if self.request.method == "POST" else ""

    @cached_property
    def unsent(self) -> dict[str, Unsent]:
        """What this person typed before, by the key of the form."""
        return unsent_of(self.request.user) if self.token else {}  # type: ignore[arg-type]  # visitors too
