"""Where something takes place, as actions take it."""

from dataclasses import dataclass
from typing import Any

from cordata.networks.models import Participation


@dataclass(frozen=True)
class Where:
    """At one of the schools, somewhere else, or online: never two of them."""

    online: bool = False
    host: Participation | None = None
    place: str = ""

    def facts(self) -> dict[str, Any]:
        """As the activity keeps it."""
        host = None if self.online else self.host
        elsewhere = not self.online and host is None
        return {
            "online": self.online,
            "host": host,
            "place": self.place.strip() if elsewhere else "",
        }
