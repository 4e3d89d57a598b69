"""Model fields that every app shares."""

from typing import Any

from django.db import models

from cordata.kit import ids


class PublicIdField(models.CharField):  # type: ignore[type-arg]  # not generic when it runs
    """The stable id a person can cite: ``PublicIdField(prefix="sch")``."""

    def __init__(self, *, prefix: str, **options: Any) -> None:
        self.prefix = prefix
        options |= {"max_length": ids.LONGEST, "unique": True, "editable": False}
        options["default"] = self._new
        super().__init__(**options)

    def _new(self) -> str:
        return ids.new(self.prefix)

    def deconstruct(self) -> Any:
        """What a migration writes down: the prefix is all that may differ."""
        name, path, args, kwargs = super().deconstruct()
        for fixed in ("max_length", "unique", "editable", "default"):
            kwargs.pop(fixed, None)
        return name, path, args, kwargs | {"prefix": self.prefix}
