"""Small things of atlas and guidelines to test with."""

from cordata.documents.queries import newest_revision
from cordata.guidance.actions.atlas import add_statement, add_way
from cordata.guidance.actions.guidelines import (
    approve_edition,
    ask_for_review,
    open_guideline,
)
from cordata.guidance.actions.sources import take_in_sources
from cordata.guidance.models import Source
from tests import factories as make

BODY = """Read this before the first visit.

## Before

- [ ] The agenda

1. Call the head.
2. Agree on one lesson.

{{sheet Notes of a visit}}

| When | What we saw |
|---|---|
| | |

{{end}}
"""


def source(key="S1", title="", **fields):
    item = {"id": key, "type": "report", "title": title or f"Report {key}"} | fields
    take_in_sources([item], by=None)
    return Source.objects.get(key=key)


def way(slug="online", axis="mode", levels=("virtual",), name="Online only", by=None):
    texts = {"en": (name, "Schools meet on screens."), "it": ("Solo online", "Sullo schermo.")}
    return add_way(slug=slug, axis=axis, levels=levels, texts=texts, language="en", by=by)


def statement(of=None, *, words="Trust is harder to build.", kind="judged", sources=(), **more):
    given = {"part": "weakness", "language": "en", "by": None} | more
    return add_statement(of, kind=kind, sources=sources, texts={"en": words}, **given)


def second(programme, name="Bruno"):
    """Another person of the programme, who may look at what somebody wrote."""
    found = make.person(name)
    make.role(found, "researcher", "programme", programme.public_id)
    return found


def guideline(programme, by, *, slug="first-visit", title="The first visit", body=BODY, **more):
    given = {"audience": ["coordinator"], "language": "en"} | more
    return open_guideline(programme, slug=slug, title=title, body=body, by=by, **given)


def asked(of, by, **more):
    newest = newest_revision(of.text, of.text.original_language)
    given = {"large": False, "changed": "A sheet more."} | more
    return ask_for_review(of, newest, by=by, **given)


def published(programme, by, **more):
    made = guideline(programme, by, **more)
    edition = asked(made, by)
    approve_edition(edition, by=second(programme))
    return made
