"""Read settings from the environment; a wrong or missing value stops the start by name."""

import os

from django.core.exceptions import ImproperlyConfigured


def text(name: str, default: str | None = None) -> str:
    """The value of ``name``; without a default it must be set."""
    value = os.environ.get(name, default)
    if value is None:
        raise ImproperlyConfigured(
            f"Set {name} in the environment; see docs/operate/README.md."
        )
    return value


def flag(name: str, *, default: bool) -> bool:
    """Yes or no, in those words."""
    value = os.environ.get(name)
    if value is None:
        return default
    if value.lower() in {"yes", "no"}:
        return value.lower() == "yes"
    raise ImproperlyConfigured(f"{name} must be 'yes' or 'no', not {value!r}.")


def words(name: str, default: str | None = None) -> list[str]:
    """A comma-separated list; without a default it must be set."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def number(name: str, default: int) -> int:
    """A whole number."""
    value = os.environ.get(name, str(default))
    try:
        return int(value)
    except ValueError as error:
        raise ImproperlyConfigured(f"{name} must be a whole number, not {value!r}.") from error
