"""From a recommendation down to one protected record and back: what each role sees on the way."""

import pytest
from django.urls import reverse

from cordata.surveys.models import Round
from tests import factories as make
from tests.evidence import making as evidence
from tests.guidance import making


@pytest.fixture
def thread(cast):
    """The addresses of the way, from top to bottom, and the head of the school at its end."""
    run = evidence.ran(cast)
    version = making.published(cast, making.opened(cast, making.released(cast, run)))
    record = Round.objects.filter(participation__school__name="Mentee 0a").latest("closed_at")
    school = record.participation.school
    cast.people["its head"] = make.person("Head of Mentee 0a")
    make.role(cast.people["its head"], "head", "school", school.public_id)
    finding = version.supports.get().finding
    return {
        "recommendation": reverse("recommendations:one", args=[version.recommendation.number]),
        "finding": reverse("evidence:finding", args=[finding.public_id]),
        "rows": reverse("evidence:rows", args=[run.public_id]),
        "record": reverse("reports:report", args=[record.public_id]),
        "back": reverse("evidence:school", args=[school.public_id]),
    }


def opened(client, person, address):
    if person:
        client.force_login(person)
    else:
        client.logout()
    answer = client.get(address)
    return answer.status_code, answer.content.decode()


# Everybody reads what is released; rows are for researchers, a record for its own school.
OPEN_TO = {
    "recommendation": None,
    "finding": None,
    "rows": {"researcher"},
    "record": {"its head"},
    "back": {"its head"},
}


def test_each_role_comes_as_far_as_it_may(thread, cast, client):
    for name, person in cast.people.items():
        seen = {part: opened(client, person, at)[0] == 200 for part, at in thread.items()}
        assert seen == {part: who is None or name in who for part, who in OPEN_TO.items()}, name


def test_each_step_leads_to_the_next_and_back(thread, cast, client):
    def page(part, person):
        return opened(client, cast.people[person], thread[part])[1]

    assert thread["finding"] in page("recommendation", "visitor")
    assert thread["recommendation"] in page("finding", "visitor")
    assert thread["rows"] not in page("finding", "visitor")
    assert thread["rows"] in page("finding", "researcher")
    rows = page("rows", "researcher")
    assert thread["finding"] in rows
    assert "Mentee 0a" not in rows  # which school it is stays with the school
    own = page("back", "its head")
    assert thread["record"] in own
    assert thread["finding"] in own
