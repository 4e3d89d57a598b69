"""What every page needs around its content."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def shell(request: HttpRequest) -> dict[str, Any]:
    """The languages, and whether this is a demo."""
    return {"languages": settings.LANGUAGES, "is_demo": settings.DEMO}
