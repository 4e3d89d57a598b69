"""Talk is the schools' own, files are their coordinators', too; one changes one's own."""

from cordata.clusters.actions.founding import found_cluster
from cordata.cycles.actions import files, talk
from cordata.cycles.queries.stopping import Kind, stop_token
from tests.web.access.networks import COORDINATORS

TALKERS = {"team": 200, "head": 200, "mentor_team": 200}
READERS = TALKERS | COORDINATORS
REFUSED = dict.fromkeys(READERS, 403)
NOT_OURS = dict.fromkeys(TALKERS, 403)
PDF = b"%PDF-1.4 " + bytes(20)


def _cluster(cast):
    marta = cast.people["coordinator"]
    return found_cluster(cast.cohort, cast.leading, [cast.theirs], name="Valli", by=marta)


def _in_cluster(cast):
    return {"cluster": _cluster(cast).public_id}


def _thread(cast):
    thread = talk.start_thread(
        _cluster(cast), title="Robot", text="Quando?", language="it", by=cast.people["team"]
    )
    return {"thread": thread.public_id}


def _post(cast):
    _thread(cast)
    return {"post": _cluster_of(cast).threads.get().posts.get().public_id}


def _cluster_of(cast):
    return cast.cohort.clusters.get()


def _file(cast):
    given = files.share_file(
        _cluster(cast), PDF, name="a.pdf", title="Piano", licence="by", language="it",
        by=cast.people["team"],
    )  # fmt: skip
    return {"file": given.public_id}


def _letter(cast):
    return {"token": stop_token(Kind.WEEKLY, cast.people["team"])}


def _letter_about_dates(cast):
    return {"token": stop_token(Kind.DATES, cast.people["team"])}


ROWS = [
    ("get", "talk:threads", _in_cluster, TALKERS),
    ("get", "talk:start", _in_cluster, TALKERS),
    ("post", "talk:start", _in_cluster, dict.fromkeys(TALKERS, 422)),
    ("get", "talk:thread", _thread, TALKERS),
    ("post", "talk:answer", _thread, dict.fromkeys(TALKERS, 422)),
    ("post", "talk:hearing", _thread, dict.fromkeys(TALKERS, 302)),
    ("get", "talk:edit", _post, NOT_OURS | {"team": 200}),
    ("post", "talk:edit", _post, NOT_OURS | {"team": 422}),
    ("post", "talk:withdraw", _post, NOT_OURS | {"team": 302}),
    ("get", "talk:files", _in_cluster, READERS),
    ("post", "talk:files", _in_cluster, dict.fromkeys(READERS, 422)),
    ("get", "talk:file", _file, READERS),
    ("post", "talk:remove-file", _file, REFUSED | {"team": 302}),
    # The link in a letter: whoever holds it, signed in or not.
    ("get", "talk:weekly-letter", _letter, {"visitor": 200, "others": 200}),
    ("post", "talk:weekly-letter", _letter, {"visitor": 302, "others": 302}),
    ("get", "talk:date-letters", _letter_about_dates, {"visitor": 200, "others": 200}),
    ("post", "talk:date-letters", _letter_about_dates, {"visitor": 302, "others": 302}),
    # The link of one kind of letter is none of the other.
    ("get", "talk:date-letters", _letter, {"visitor": 404, "others": 404}),
    (
        "get",
        "talk:weekly-letter",
        lambda _cast: {"token": "forged"},
        {"visitor": 404, "others": 404},
    ),
]
