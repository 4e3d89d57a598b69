"""The directory is public; registers are the country's coordinators'."""

from cordata.schools.actions.imports import upload_register

OPEN = {"visitor": 200, "others": 200}
TABLE = b"school_code,school_name\nX1,School One\n"


def _none(_cast):
    return {}


def _italy(_cast):
    return {"cc": "it"}


def _school(cast):
    return {"school": cast.theirs.school.public_id}


def _named(cast):
    return {"school": cast.theirs.school.public_id, "slug": "ic-valle-alta"}


def _flag(cast):
    return {"cc": "it", "school": cast.theirs.school.public_id}


def _import(cast):
    taken = upload_register(
        TABLE,
        file_name="a.csv",
        country="IT",
        mapping={"school_code": "school_code", "school_name": "school_name"},
        by=cast.people["coordinator"],
    )
    return {"cc": "it", "taken": taken.public_id}


# Coordinators of a whole programme coordinate cohorts, not a country's register.
ROWS = [
    ("get", "schools:directory", _none, OPEN),
    ("get", "schools:table", _none, OPEN),
    ("get", "schools:school", _school, {"visitor": 302, "others": 302}),
    ("get", "schools:school-named", _named, OPEN),
    ("get", "schools:map", _none, OPEN),
    ("get", "schools:ours", _none, {"others": 200}),
    ("get", "schools:now", lambda _cast: {"where": "goals"}, {"visitor": 302, "others": 302}),
    ("post", "schools:listed", _school, {"head": 302, "team": 403}),
    ("get", "schools:coordinated", _italy, {"coordinator": 200}),
    ("get", "schools:flag", _flag, {"coordinator": 200}),
    ("get", "schools:upload", _italy, {"coordinator": 200}),
    ("get", "schools:import", _import, {"coordinator": 200}),
    ("get", "schools:columns", _import, {"coordinator": 200}),
    ("post", "schools:take-in", _import, {"coordinator": 302}),
    ("get", "schools:problems", _import, {"coordinator": 200}),
    ("get", "schools:problems-table", _import, {"coordinator": 200}),
    ("get", "schools:changes-table", _import, {"coordinator": 200}),
]
