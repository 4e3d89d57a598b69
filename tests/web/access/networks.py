"""Who may open the pages about networks."""

COORDINATORS = {"coordinator": 200, "programme_coordinator": 200}
PUBLIC = {"visitor": 200, "others": 200}
ADMINISTRATOR = {"administrator": 200}


def coordinators(status):
    return {"coordinator": status, "programme_coordinator": status}


def country(_cast):
    return {"cc": "it"}


def cohort(cast):
    return {"cc": "it", "cohort": cast.cohort.public_id}


def school(cast):
    return cohort(cast) | {"par": cast.theirs.public_id}


def own(cast):
    return {"par": cast.theirs.public_id}


OWN = {"team": 200, "head": 200} | COORDINATORS

ROWS = [
    ("get", "networks:networks", lambda _cast: {}, PUBLIC),
    ("get", "networks:network", country, PUBLIC),
    ("get", "networks:overview", country, COORDINATORS),
    ("get", "networks:start-cohort", country, COORDINATORS),
    ("post", "networks:start-cohort", country, coordinators(422)),
    ("get", "networks:cohort", cohort, COORDINATORS),
    ("post", "networks:take-part", cohort, {}),
    ("get", "networks:sheet-csv", cohort, COORDINATORS),
    ("get", "networks:sheet-xlsx", cohort, COORDINATORS),
    ("get", "networks:sheet", cohort, COORDINATORS),
    ("post", "networks:sheet", cohort, coordinators(422)),
    ("post", "networks:take-in-sheet", cohort, coordinators(302)),
    ("get", "networks:rules", cohort, COORDINATORS),
    ("post", "networks:rules", cohort, coordinators(422)),
    ("get", "networks:participation", school, COORDINATORS),
    ("post", "networks:participation", school, coordinators(422)),
    ("post", "networks:withdraw", school, coordinators(422)),
    ("post", "networks:set-wishes", school, coordinators(422)),
    (
        "get",
        "networks:needs",
        lambda _cast: {},
        {"others": 200, "team": 302, "head": 302, "mentor_team": 302},
    ),
    ("get", "networks:needs-of", own, OWN),
    ("post", "networks:needs-of", own, dict.fromkeys(OWN, 422)),
    ("get", "networks:countries", lambda _cast: {}, ADMINISTRATOR),
    ("get", "networks:country-settings", country, ADMINISTRATOR),
    ("post", "networks:country-settings", country, {"administrator": 422}),
    ("get", "networks:country-words", country, ADMINISTRATOR),
    ("get", "networks:topics", lambda _cast: {}, ADMINISTRATOR),
    ("get", "networks:topic", lambda _cast: {"topic": "stem"}, ADMINISTRATOR),
    ("post", "networks:topic", lambda _cast: {"topic": "stem"}, {"administrator": 422}),
    ("get", "networks:programmes", lambda _cast: {}, ADMINISTRATOR),
]
