"""Rooms against local stand-ins that check signatures as the real servers do."""

import datetime as dt
import hashlib
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, urlsplit

import jwt
import pytest
from django.core.exceptions import ImproperlyConfigured

from cordata.kit import video

SECRET = "639259d4-9dd8-4b25-bf01-95f9567eaf4b"
LATER = dt.datetime(2100, 1, 1, tzinfo=dt.UTC)
FACTS = {
    "room": "r00m", "title": "Sastanak: Čakovec & okolica", "person": "Ana Šimić", "leads": True,
    "until": LATER, "back_to": "https://cordata.example/hr/activities/act_1/",
}  # fmt: skip


class BigBlueButton(BaseHTTPRequestHandler):
    """Answers create and join as the API reference says; keeps rooms on the server."""

    def do_GET(self):
        parts = urlsplit(self.path)
        call = parts.path.removeprefix("/bigbluebutton/api/")
        query, _and, checksum = parts.query.rpartition("&checksum=")
        if hashlib.sha256(f"{call}{query}{SECRET}".encode()).hexdigest() != checksum:
            return self.say(
                "<returncode>FAILED</returncode><messageKey>checksumError</messageKey>"
            )
        given = dict(parse_qsl(query))
        rooms = self.server.rooms
        if call == "create":
            rooms.setdefault(given["meetingID"], given)
            return self.say("<returncode>SUCCESS</returncode>")
        if call == "join" and given["meetingID"] in rooms:
            assert given["role"] in {"MODERATOR", "VIEWER"}
            return self.say(f"<entered>{given['fullName']}, {given['role']}</entered>")
        return self.say("<returncode>FAILED</returncode><messageKey>notFound</messageKey>")

    def say(self, inside):
        body = f"<response>{inside}</response>".encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        """Tests are quiet."""


@pytest.fixture
def stand_in():
    server = ThreadingHTTPServer(("127.0.0.1", 0), BigBlueButton)
    server.rooms = {}
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def at(stand_in, secret=SECRET):
    where = f"http://127.0.0.1:{stand_in.server_port}/bigbluebutton"
    return video.Server("bbb", where, "", secret)


def entered(address):
    with video.urllib.request.urlopen(address) as answer:
        return answer.read().decode()


def test_a_room_of_bigbluebutton_is_opened_and_entered(stand_in):
    address = video.address_in_room(at(stand_in), **FACTS)

    assert "<entered>Ana Šimić, MODERATOR</entered>" in entered(address)
    assert stand_in.rooms["r00m"]["name"] == "Sastanak: Čakovec & okolica"
    assert stand_in.rooms["r00m"]["record"] == "false"
    guest = video.address_in_room(at(stand_in), **FACTS | {"leads": False, "person": "Ivo"})
    assert "<entered>Ivo, VIEWER</entered>" in entered(guest)
    assert len(stand_in.rooms) == 1


def test_whoever_does_not_know_the_secret_gets_nowhere(stand_in):
    true = video.address_in_room(at(stand_in), **FACTS)

    for forged in (true.replace("Ana", "Eva"), true.replace("MODERATOR", "VIEWER"), true[:-1]):
        assert "checksumError" in entered(forged)
    with pytest.raises(video.NoRoom, match="checksumError"):
        video.address_in_room(at(stand_in, secret="guessed"), **FACTS)


def test_a_server_that_is_down_or_talks_nonsense_is_no_room(stand_in):
    away = video.Server("bbb", "http://127.0.0.1:9", "", SECRET)
    with pytest.raises(video.NoRoom):
        video.address_in_room(away, **FACTS)

    stand_in.RequestHandlerClass.say, kept = (
        lambda self, _inside: kept(self, "<not xml"), stand_in.RequestHandlerClass.say
    )  # fmt: skip
    try:
        with pytest.raises(video.NoRoom, match="ParseError"):
            video.address_in_room(at(stand_in), **FACTS)
    finally:
        stand_in.RequestHandlerClass.say = kept


def let_in(address, *, app="cordata", secret=SECRET, host="meet.example.org"):
    """As Prosody's token plug-in decides: signature, issuer, audience, domain, room, time."""
    parts = urlsplit(address)
    token = dict(parse_qsl(parts.query))["jwt"]
    claims = jwt.decode(
        token, secret, algorithms=["HS256"], audience=app, issuer=app,
        options={"require": ["exp", "room", "sub", "iss", "aud"]},
    )  # fmt: skip
    assert claims["sub"] == host
    assert claims["room"] == parts.path.strip("/")
    return claims["context"]["user"]


def test_a_token_opens_one_room_of_jitsi_for_one_person():
    server = video.Server("jitsi", "https://meet.example.org", "cordata", SECRET)
    address = video.address_in_room(server, **FACTS)

    assert let_in(address) == {
        "name": "Ana Šimić", "affiliation": "owner", "moderator": "true"
    }  # fmt: skip
    with pytest.raises(AssertionError):
        let_in(address.replace("/r00m", "/other"))
    with pytest.raises(jwt.InvalidSignatureError):
        let_in(address, secret="x" * 32)
    with pytest.raises(jwt.InvalidIssuerError):
        let_in(address, app="another")
    old = video.address_in_room(
        server, **FACTS | {"until": dt.datetime(2020, 1, 1, tzinfo=dt.UTC)}
    )
    with pytest.raises(jwt.ExpiredSignatureError):
        let_in(old)


def test_jitsi_without_tokens_has_a_plain_room():
    server = video.Server("jitsi", "https://meet.example.org", "", "")

    assert video.address_in_room(server, **FACTS) == "https://meet.example.org/r00m"


def test_servers_come_from_the_environment_by_country(monkeypatch):
    for name, value in {
        "CORDATA_BBB_URL": "https://bbb.example.org/bigbluebutton/",
        "CORDATA_BBB_SECRET": SECRET,
        "CORDATA_JITSI_URL_HR": "https://meet.example.hr",
        "CORDATA_JITSI_APP_HR": "cordata",
        "CORDATA_JITSI_SECRET_HR": "hr",
        "CORDATA_BBB_URL_IT": "",
    }.items():
        monkeypatch.setenv(name, value)

    found = video.servers()

    assert found == {
        "": video.Server("bbb", "https://bbb.example.org/bigbluebutton", "", SECRET),
        "HR": video.Server("jitsi", "https://meet.example.hr", "cordata", "hr"),
    }
    assert SECRET not in repr(found)


def test_a_server_without_its_secret_stops_the_start(monkeypatch):
    monkeypatch.setenv("CORDATA_BBB_URL", "https://bbb.example.org/bigbluebutton")
    monkeypatch.delenv("CORDATA_BBB_SECRET", raising=False)
    with pytest.raises(ImproperlyConfigured, match="CORDATA_BBB_SECRET"):
        video.servers()
    monkeypatch.setenv("CORDATA_BBB_URL", "file:///etc/passwd")
    with pytest.raises(ImproperlyConfigured, match="CORDATA_BBB_URL"):
        video.servers()
