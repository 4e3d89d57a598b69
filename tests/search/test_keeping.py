"""The catalogue follows what is done, and can be made anew at any time."""

import pytest

from cordata.cli.main import main
from cordata.history.models import Entry
from cordata.schools.actions.schools import set_listed
from cordata.schools.models import School
from cordata.search.actions import keeping
from cordata.search.models import Card, Filing, Word
from cordata.search.queries.kinds import KINDS
from cordata.search.queries.trail import HISTORY
from cordata.search.tasks import keep_catalogue
from tests import factories as make
from tests.search.conftest import build_all, look
from tests.search.planting import say


def test_the_worker_files_everything_by_itself_and_then_only_what_is_done(cast):
    while keep_catalogue():
        pass
    assert look("betulle").counts.total == 1

    set_listed(cast.leading.school, listed=False, by=cast.people["coordinator"])
    assert keep_catalogue()

    assert look("betulle").counts.total == 0
    assert look("betulle", cast.people["coordinator"]).counts.total == 1
    assert not keep_catalogue()


def test_lines_that_are_seen_late_are_read_all_the_same(cast):
    """Of two actions, the one that began first may be committed last."""
    while keep_catalogue():
        pass
    marta = cast.people["coordinator"]
    set_listed(cast.leading.school, listed=False, by=marta)
    set_listed(cast.theirs.school, listed=False, by=marta)
    late, last = Entry.objects.order_by("-pk")[:2][::-1]
    filing = Filing.objects.get(kind=HISTORY)
    filing.after, filing.handled = last.pk, [*filing.handled, last.pk]
    filing.save()
    assert late.pk < last.pk

    assert keeping.keep_up() == 1
    assert keeping.keep_up() == 0


def test_a_build_that_was_stopped_goes_on_where_it_was(cast, monkeypatch):
    monkeypatch.setattr(keeping, "A_BATCH", 2)
    for _one in range(5):
        make.school("Scuola Granchio")
    steps = keeping.build()
    next(step for step in steps if step[0] == "school")
    steps.close()
    filed = Card.objects.filter(kind="school").count()
    assert filed == 2

    rest = sum(number for kind, number in keeping.build() if kind == "school")

    assert rest == School.objects.count() - 2
    assert Card.objects.filter(kind="school").count() == School.objects.count()


def test_a_build_from_the_beginning_drops_what_is_no_more(cast):
    build_all()
    gone = make.school("Scuola Granchio")
    keeping.file_things(KINDS["school"], {gone.public_id})
    assert look("granchio").counts.total == 1
    gone.main_site.delete()
    School.objects.filter(pk=gone.pk).delete()

    keeping.begin_all_again()
    assert not Word.objects.exists()
    build_all()

    assert look("granchio").counts.total == 0
    assert not Card.objects.filter(thing=gone.public_id).exists()
    assert look("betulle").counts.total == 1


def test_a_language_that_a_text_is_no_longer_in_has_no_card(cast):
    ada = cast.people["administrator"]
    for language in ("en", "it"):
        about = say("about", language, "Granchio", by=ada)
    build_all()
    about.revisions.filter(language="it").update(state="retired")

    keeping.file_things(KINDS["text"], {about.public_id})

    assert [card.language for card in Card.objects.filter(kind="text")] == ["en"]


def test_a_register_that_was_taken_in_lets_all_schools_be_filed_anew(cast):
    build_all()
    School.objects.filter(pk=cast.leading.school.pk).update(name="IC Granchio")
    Entry.objects.create(verb="register.taken_in", kind="schools.RegisterImport", thing="imp_1")

    while keep_catalogue():
        pass

    assert look("granchio").counts.total == 1


@pytest.mark.django_db(transaction=True)
def test_the_command_says_how_much_it_filed(capsys):
    make.school("Scuola Granchio")

    assert main(["search", "build"]) == 0
    assert "school: 1" in capsys.readouterr().out
    assert main(["search", "build", "--again"]) == 0
    assert look("granchio").counts.total == 1
