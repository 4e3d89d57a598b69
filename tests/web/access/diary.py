"""A diary is read by its cluster; a post by everybody, once a coordinator has read it."""

import datetime as dt

from cordata.cycles.actions import diary, posts
from tests.kit.test_pictures import SMALL_PNG
from tests.web.access.cycles import OWN, READERS, REFUSED, cluster_of
from tests.web.access.networks import COORDINATORS, PUBLIC

CHANGED = {"team": 422, "head": 422} | REFUSED
DONE = {"team": 302, "head": 302} | REFUSED


def written(cast):
    return diary.write_entry(
        cast.theirs, cluster_of(cast), kind="action", text="Oggi", readers="researchers",
        happened_on=dt.date(2026, 11, 20), upload=("a.png", SMALL_PNG), by=cast.people["team"],
    )  # fmt: skip


def _entry(cast):
    return {"entry": written(cast).public_id}


def proposed(cast):
    return posts.propose_post(
        written(cast), title="T", text="X", with_picture=True, consent="nobody",
        by=cast.people["team"],
    )  # fmt: skip


def _public(cast):
    post = proposed(cast)
    posts.approve_post(post, by=cast.people["coordinator"])
    return {"post": post.public_id}


def _country(_cast):
    return {"cc": "it"}


def _shown(cast):
    _public(cast)
    return {"cc": "it"}


ROWS = [
    ("get", "diary:cluster", lambda cast: {"cluster": cluster_of(cast).public_id}, READERS),
    (
        "post",
        "diary:cluster",
        lambda cast: {"cluster": cluster_of(cast).public_id},
        {"team": 422, "head": 422, "mentor_team": 422} | dict.fromkeys(COORDINATORS, 403),
    ),
    (
        "get",
        "diary:shared",
        lambda _cast: {},
        READERS | {"researcher": 200, "coordinator_elsewhere": 404},
    ),
    ("get", "diary:entry", _entry, READERS | {"researcher": 200}),
    ("get", "diary:file", _entry, READERS | {"researcher": 200}),
    ("get", "diary:change", _entry, OWN | REFUSED | {"researcher": 403}),
    ("post", "diary:change", _entry, CHANGED | {"researcher": 403}),
    ("post", "diary:take-out", _entry, DONE | {"researcher": 403}),
    ("get", "diary:propose", _entry, OWN | REFUSED | {"researcher": 403}),
    ("post", "diary:propose", _entry, CHANGED | {"researcher": 403}),
    ("post", "diary:take-back", _entry, DONE | {"researcher": 403}),
    ("get", "diary:posts", _country, COORDINATORS),
    (
        "post",
        "diary:decide",
        lambda cast: {"cc": "it", "post": proposed(cast).public_id},
        dict.fromkeys(COORDINATORS, 422),
    ),
    ("get", "diary:public", _shown, PUBLIC),
    ("get", "diary:picture", _public, PUBLIC),
]
