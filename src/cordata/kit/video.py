"""Rooms on a video server: BigBlueButton (signed addresses) and Jitsi (signed tokens).

BigBlueButton: checksum = SHA-256 of call + query + secret, as its API reference says. Jitsi: a
JSON Web Token (RFC 7519) with HS256, as its token documentation says.
"""

import base64
import datetime as dt
import hashlib
import hmac
import json
import os
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote, urlencode, urlsplit
from xml.etree import ElementTree as ET

from django.core.exceptions import ImproperlyConfigured

from cordata.kit import env

WAIT = 8  # seconds for a server's answer
MOST_BYTES = 100_000  # of a server's answer


class NoRoom(Exception):
    """The server could not be reached, or refused; the text is for whoever runs it."""


@dataclass(frozen=True)
class Server:
    """Where rooms are; ``kind`` is "bbb" or "jitsi". The secret is never shown."""

    kind: str
    address: str
    app: str
    secret: str

    def __repr__(self) -> str:
        return f"Server({self.kind}, {self.address})"


def servers() -> dict[str, Server]:
    """By country code; "" is for every country that has none of its own."""
    found: dict[str, Server] = {}
    for kind in ("jitsi", "bbb"):
        name = f"CORDATA_{kind.upper()}_URL"
        for key in sorted(key for key in os.environ if key.startswith(name)):
            code = key.removeprefix(name).removeprefix("_")
            if os.environ[key]:
                found[code] = _server(kind, code)
    return found


def _server(kind: str, code: str) -> Server:
    def name(part: str) -> str:
        return f"CORDATA_{kind.upper()}_{part}" + (f"_{code}" if code else "")

    address = env.text(name("URL")).rstrip("/")
    if urlsplit(address).scheme not in {"https", "http"}:
        raise ImproperlyConfigured(f"{name('URL')} must begin with https://.")
    if kind == "bbb":
        return Server(kind, address, "", env.text(name("SECRET")))
    app = env.text(name("APP"), "")
    return Server(kind, address, app, env.text(name("SECRET")) if app else "")


def address_in_room(
    server: Server,
    *,
    room: str,
    title: str,
    person: str,
    leads: bool,
    until: dt.datetime,
    back_to: str,
) -> str:
    """Where ``person`` enters ``room``, signed for this moment; the room is opened if need be.

    Raises NoRoom.
    """
    if server.kind == "bbb":
        _open(server, room, title, back_to)
        role = "MODERATOR" if leads else "VIEWER"
        return bbb_address(
            server, "join", {"meetingID": room, "fullName": person, "role": role}
        )
    where = f"{server.address}/{quote(room)}"
    if not server.app:
        return where
    return (
        f"{where}?jwt={jitsi_token(server, room=room, person=person, leads=leads, until=until)}"
    )


def bbb_address(server: Server, call: str, given: Mapping[str, str]) -> str:
    """The address of a call of BigBlueButton's API, with its checksum."""
    query = urlencode(given)
    checksum = hashlib.sha256(f"{call}{query}{server.secret}".encode()).hexdigest()
    return f"{server.address}/api/{call}?{query}&checksum={checksum}"


def _open(server: Server, room: str, title: str, back_to: str) -> None:
    """Opening a room that is open already changes nothing: the server says so itself."""
    given = {"meetingID": room, "name": title[:100], "logoutURL": back_to, "record": "false"}
    address = bbb_address(server, "create", given)
    try:
        # Only http and https: ``_server`` has looked at the scheme.
        with urllib.request.urlopen(address, timeout=WAIT) as answer:  # noqa: S310
            said = ET.fromstring(answer.read(MOST_BYTES))  # noqa: S314 - our own server's, no entities
    except (OSError, ET.ParseError) as error:
        raise NoRoom(f"{type(error).__name__}: {error}") from error
    if said.findtext("returncode") != "SUCCESS":
        raise NoRoom(said.findtext("messageKey") or "refused")


def jitsi_token(
    server: Server, *, room: str, person: str, leads: bool, until: dt.datetime
) -> str:
    """A token for one person and one room, worthless after ``until``."""
    claims = {
        "iss": server.app,
        "aud": server.app,
        "sub": urlsplit(server.address).hostname,
        "room": room,
        "exp": int(until.timestamp()),
        # The server's own module and its hosted kin name the one who leads differently.
        "context": {
            "user": {
                "name": person,
                "affiliation": "owner" if leads else "member",
                "moderator": "true" if leads else "false",
            }
        },
    }
    text = f"{_coded({'alg': 'HS256', 'typ': 'JWT'})}.{_coded(claims)}"
    mark = hmac.new(server.secret.encode(), text.encode(), hashlib.sha256).digest()
    return f"{text}.{_base64(mark)}"


def _coded(part: Mapping[str, object]) -> str:
    return _base64(json.dumps(part, separators=(",", ":")).encode())


def _base64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()
