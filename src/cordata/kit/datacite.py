"""Deposit a DOI with DataCite over its REST API: first as a draft, then so that it is found.

Source: DataCite REST API guide, "Managing DOIs": PUT /dois/{doi} makes or changes a record, and
``event: publish`` moves a draft to findable. Both may be repeated.
"""

import base64
import json
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

SECONDS = 20
KIND = "application/vnd.api+json"


class NotTaken(Exception):
    """DataCite refused, or did not answer; ``status`` is 0 where there was no answer."""

    def __init__(self, status: int, words: str) -> None:
        super().__init__(f"{status}: {words}")
        self.status = status


@dataclass(frozen=True)
class Account:
    """Where to deposit, and as whom. ``prefix`` begins every DOI: 10.5072."""

    url: str
    repository: str
    password: str
    prefix: str

    @property
    def is_there(self) -> bool:
        """Whether the operator has one at all."""
        return bool(self.repository and self.password and self.prefix)


def put_doi(account: Account, doi: str, record: Mapping[str, Any], *, publish: bool) -> None:
    """Make or change a record; ``publish`` makes it findable. Raises NotTaken."""
    attributes = {**record, "doi": doi} | ({"event": "publish"} if publish else {})
    body = {"data": {"type": "dois", "id": doi, "attributes": attributes}}
    asked = urllib.request.Request(  # noqa: S310 - the operator's own setting
        f"{account.url}/dois/{doi}",
        data=json.dumps(body, ensure_ascii=False).encode(),
        method="PUT",
        headers={"Content-Type": KIND, "Accept": KIND, "Authorization": _basic(account)},
    )
    try:
        with urllib.request.urlopen(asked, timeout=SECONDS):  # noqa: S310 - as above
            return
    except urllib.error.HTTPError as refused:
        with refused:
            words = refused.read(500).decode(errors="replace")
        raise NotTaken(refused.code, words) from refused
    except OSError as silent:
        raise NotTaken(0, str(silent)) from silent


def _basic(account: Account) -> str:
    both = f"{account.repository}:{account.password}".encode()
    return f"Basic {base64.b64encode(both).decode()}"
