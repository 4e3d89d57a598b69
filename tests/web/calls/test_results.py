"""The ranked list: on the public page only where the coordinator has published it."""

from django.urls import reverse

from cordata.calls.actions import deciding
from cordata.calls.models import Selection
from tests.calls import making


def decided(cast, *, is_public):
    marta = cast.people["coordinator"]
    call = making.published(cast.cohort, marta)
    making.sent(call, cast.theirs.school)
    making.sent(call, cast.others.school)
    making.closed(call)
    points = {f"{call.reference}-001": [(4, 4)], f"{call.reference}-002": [(1, 1)]}
    making.assessed(call, points, marta)
    call.strata.update(mentee_places=1)
    selection = deciding.prepare(call, by=marta)
    deciding.decide(
        selection, reference="D-1", decided_on=selection.made_at.date(), signatory="Marta",
        reasons="R", is_public=is_public, version=selection.version, by=marta,
    )  # fmt: skip
    return call


def test_the_list_is_public_in_order_and_names_nobody_who_is_not_listed(cast, client):
    cast.others.school.listed = False
    cast.others.school.save()
    call = decided(cast, is_public=True)
    page = client.get(reverse("calls:public", args=[call.slug])).content.decode()
    assert reverse("calls:results", args=[call.slug]) in page
    html = client.get(reverse("calls:results", args=[call.slug])).content.decode()
    assert html.index("IC Valle Alta") < html.index(f"{call.reference}-002")
    assert cast.others.school.name not in html
    assert "100.0" in html
    assert "D-1" in html


def test_without_the_coordinators_word_there_is_no_public_list(cast, client):
    call = decided(cast, is_public=False)
    page = client.get(reverse("calls:public", args=[call.slug])).content.decode()
    assert reverse("calls:results", args=[call.slug]) not in page
    assert client.get(reverse("calls:results", args=[call.slug])).status_code == 404
    assert Selection.objects.get().is_public is False
