"""At the terminal a finding is the same, or it is said what differs."""

import pytest

from cordata.cli.main import main
from cordata.evidence.actions.findings import write_finding
from cordata.surveys.models import Snapshot
from tests import cast as casting
from tests.evidence import making


@pytest.fixture
def finding(db):
    cast = casting.gather()
    run = making.ran(cast)
    return write_finding(
        run, estimate="change", headline="Teachers of 12 schools agree more.",
        limits="No comparison.", language="en", by=cast.people["researcher"],
    )  # fmt: skip


def test_it_is_the_same_until_a_record_is_changed(finding, capsys):
    assert main(["recompute", finding.public_id]) == 0
    assert "Same: every step is what it was." in capsys.readouterr().out

    one = Snapshot.objects.order_by("pk").first()
    one.figures["voices"]["teachers"]["mean"][0] += 0.5
    one.save()

    assert main(["recompute", finding.public_id]) == 1
    told = capsys.readouterr().out
    assert f"round {one.public_id}: its frozen answers or figures were changed" in told
    assert "the records of today would give other rows: before, 1" in told


@pytest.mark.django_db
def test_an_unknown_finding_is_said(capsys):
    assert main(["recompute", "fnd_none"]) == 2
    assert "there is no finding fnd_none" in capsys.readouterr().out
