"""DOIs, deposited with a stand-in of DataCite on this computer."""

import base64
import datetime as dt
import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from django.utils import timezone

from cordata.guidance.actions.deposits import MOST_TRIES
from cordata.guidance.models import Deposit
from cordata.guidance.queries.depositing import doi_of
from cordata.guidance.tasks.deposits import deposit_dois
from tests.guidance import atlas as make


class StandIn(BaseHTTPRequestHandler):
    """Keeps what it is sent, and answers as it is told to."""

    def do_PUT(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.sent.append((self.path, self.headers["Authorization"], json.loads(body)))
        status = self.server.answers.pop(0) if self.server.answers else 200
        self.send_response(status)
        self.end_headers()
        self.wfile.write(b"{}" if status == 200 else b"down")

    def log_message(self, *_words):
        pass


@pytest.fixture
def stand_in(settings):
    server = HTTPServer(("127.0.0.1", 0), StandIn)
    server.sent, server.answers = [], []
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    settings.DATACITE_URL = f"http://127.0.0.1:{server.server_port}"
    settings.DATACITE_REPOSITORY, settings.DATACITE_PASSWORD = "DEMO.REPO", "secret"
    settings.DATACITE_PREFIX = "10.5072"
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def edition(cast):
    made = make.published(cast.cohort.programme, cast.people["researcher"])
    return made.editions.get()


def test_without_an_account_nothing_is_sent(edition, settings):
    assert settings.DATACITE_REPOSITORY == ""
    assert deposit_dois() == 0
    assert not Deposit.objects.exists()


def test_a_version_and_its_whole_are_drafts_first_then_findable_once(edition, stand_in):
    assert [deposit_dois(), deposit_dois()] == [2, 0]

    events = [
        (path, sent["data"]["attributes"].get("event")) for path, _who, sent in stand_in.sent
    ]
    doi, whole = (
        Deposit.objects.get(thing=one).doi
        for one in (edition.public_id, edition.guideline.public_id)
    )
    assert events == [
        (f"/dois/{doi}", None), (f"/dois/{doi}", "publish"),
        (f"/dois/{whole}", None), (f"/dois/{whole}", "publish"),
    ]  # fmt: skip
    assert doi_of(edition.public_id) == doi == f"10.5072/{edition.public_id.replace('_', '.')}"


def test_it_says_what_schema_four_asks_for(edition, stand_in):
    deposit_dois()
    _path, who, sent = stand_in.sent[0]
    told = sent["data"]["attributes"]

    assert who == "Basic " + base64.b64encode(b"DEMO.REPO:secret").decode()
    assert told["titles"] == [{"title": "The first visit", "lang": "en"}]
    assert told["types"] == {"resourceType": "Guideline", "resourceTypeGeneral": "Report"}
    assert told["url"].endswith("/en/guidelines/first-visit/v1.0/")
    assert [one["name"] for one in told["creators"]] == ["Researcher", "Bruno"]
    assert told["publicationYear"] == timezone.now().year
    (related,) = told["relatedIdentifiers"]
    assert related == {
        "relatedIdentifier": f"10.5072/{edition.guideline.public_id.replace('_', '.')}",
        "relatedIdentifierType": "DOI",
        "relationType": "IsVersionOf",
    }


def test_what_is_refused_is_tried_again_later_from_where_it_stopped(edition, stand_in):
    stand_in.answers = [200, 503, 503]
    assert deposit_dois() == 0
    first = Deposit.objects.get(thing=edition.public_id)
    assert (first.state, first.tries, first.error) == ("draft", 1, "503: down")
    assert deposit_dois() == 0  # not before its time

    Deposit.objects.update(due_at=timezone.now() - dt.timedelta(minutes=1))
    assert deposit_dois() == 2


def test_after_many_times_it_is_given_up(edition, stand_in, settings):
    settings.DATACITE_URL = "http://127.0.0.1:9"  # nobody listens there
    for _time in range(MOST_TRIES):
        deposit_dois()
        Deposit.objects.update(due_at=timezone.now() - dt.timedelta(minutes=1))

    assert set(Deposit.objects.values_list("state", flat=True)) == {"failed"}
    assert deposit_dois() == 0
    assert doi_of(edition.public_id) == ""
