"""Nobody finds what they may not see, nor learns from a number that it is there.

For each kind something is planted that some may see and some may not. The truth is what the app's own
query says each role sees; the search must say the same, thing by thing and number by number.
"""

from collections import Counter

import pytest
from django.contrib.auth.models import AnonymousUser

from cordata.cycles.actions import files, goals, talk
from cordata.cycles.models import Goal, Post, PublicPost, SharedFile
from cordata.evidence.actions.findings import withdraw_finding
from cordata.evidence.models import Finding
from cordata.schools.actions.schools import set_listed
from cordata.schools.models import School
from cordata.search.actions.keeping import keep_up
from cordata.search.models import Card, Filing
from cordata.search.queries.kinds import ALL, KINDS
from cordata.search.queries.readers import keys_of
from cordata.search.queries.trail import waiting_among
from tests.cast import ROLES
from tests.practices import making
from tests.search.conftest import build_all, look, titles


def reader(cast, role):
    return cast.people[role] or AnonymousUser()


def seen(kind, person):
    """What the app itself says, of what is searched at all."""
    findable = set(kind.rows().values_list(kind.id_of, flat=True))
    return set(kind.seen_by(person).values_list(kind.id_of, flat=True)) & findable


def test_a_reader_holds_a_key_of_a_card_exactly_if_the_app_shows_the_thing(planted):
    for role in ROLES:
        person = reader(planted, role)
        held = keys_of(person)
        for kind in ALL:
            cards = Card.objects.filter(kind=kind.code)
            opened = {card.thing for card in cards if held & set(card.readers)}
            assert opened == seen(kind, person), (role, kind.code)


def test_each_word_is_found_and_counted_by_those_alone_who_may_see_where_it_stands(planted):
    met, cards = set(), list(Card.objects.defer("terms"))
    for role in ROLES:
        person = reader(planted, role)
        visible = {(kind.code, thing) for kind in ALL for thing in seen(kind, person)}
        for code, words in planted.words.items():
            for word in words:
                found = look(word, person)
                things = {(hit.card.kind, hit.card.thing) for hit in found.hits}
                holding = {(card.kind, card.thing) for card in cards if holds(card, word)}
                assert things == holding & visible, (role, word)
                assert found.counts.total == len(things), (role, word)
                assert found.by_facet["k"] == Counter(kind for kind, _thing in things)
                met.add((code, bool(things), bool(holding)))
    # There was something to leak, and something to find, of every kind.
    for code in planted.words:
        assert (code, True, True) in met
        assert (code, False, True) in met or KINDS[code].is_mass or code in PUBLIC


# A card of them is everybody's, or is not there.
PUBLIC = {
    "network", "call", "text", "finding", "practice", "recommendation", "guideline", "way",
    "position", "challenge",
}  # fmt: skip


def holds(card, word):
    return word in f"{card.title} {card.titles} {card.text}".lower()


@pytest.mark.parametrize(
    "word",
    ["lanternasegreta", "harborsecret", "velierosegreto", "velieroritirato", "attesapalese",
     "attesasegreto", "ancorasegreta", "ancoraritirata", "ormeggiosegreto", "ormeggiodraft",
     "ormeggiowithdrawn", "gavitellosegreto", "gavitellobozza", "remosegreto", "velasegreta",
     "diariotoltopalese", "diariotoltosegreto", "ritirataparola"],
)  # fmt: skip
def test_drafts_and_what_was_taken_back_are_found_by_nobody(planted, word):
    assert any(word in words for words in planted.words.values())

    for role in ROLES:
        found = look(word, reader(planted, role))
        assert (found.hits, found.counts.total, found.suggestion) == ([], 0, ""), role


def test_no_spelling_help_knows_a_word_of_somebody_elses_place(planted):
    found = look("parolasegretx", planted.people["team"])

    assert (found.hits, found.suggestion) == ([], "")


def test_teams_find_their_talk_and_their_coordinator_does_not(planted):
    for role, number in (("team", 1), ("mentor_team", 1), ("coordinator", 0), ("visitor", 0)):
        assert look("parolapalese", reader(planted, role)).counts.total == number


def test_who_leaves_a_school_finds_its_things_no_more_from_that_moment(planted):
    anna = planted.people["team"]
    assert look("metapalese", anna).counts.total == 1

    anna.roles.all().delete()
    del anna._roles

    assert look("metapalese", anna).counts.total == 0


GOING = {
    "granchiopalese": lambda cast, marta: set_listed(
        School.objects.get(name="Liceo Granchiopalese"), listed=False, by=marta
    ),
    "velieropalese": lambda cast, marta: withdraw_finding(
        Finding.objects.get(headline__contains="velieropalese"), why="Wrong.",
        by=cast.people["researcher"],
    ),
    "metapalese": lambda cast, marta: goals.drop_goal(
        Goal.objects.get(text="Metapalese"), why="No", by=cast.people["team"]
    ),
    "cartapalese": lambda cast, marta: files.remove_file(
        SharedFile.objects.get(title="Cartapalese"), by=cast.people["team"]
    ),
    "parolapalese": lambda cast, marta: talk.withdraw_post(
        Post.objects.get(text="Parolapalese"), by=cast.people["team"]
    ),
    "boccaporto": lambda cast, marta: take_back(cast),
}  # fmt: skip


def take_back(cast):
    from cordata.cycles.actions.posts import take_back_post

    take_back_post(PublicPost.objects.get(title="Boccaporto"), by=cast.people["team"])


@pytest.mark.parametrize("word", GOING)
def test_what_is_taken_away_is_gone_at_once_and_out_of_the_numbers(planted, word):
    """Before anybody has brought the catalogue up to date, and afterwards."""
    while keep_up():
        pass
    mentor = planted.people["mentor_team"]
    assert look(word, mentor).counts.total == 1

    GOING[word](planted, planted.people["coordinator"])

    for _time in ("stale", "up to date"):
        found = look(word, mentor)
        assert (found.hits, found.counts.total, found.by_facet["k"]) == ([], 0, {})
        while keep_up():
            pass


def test_a_thing_that_changed_behind_the_trail_is_not_shown_either(planted):
    """The app is asked again for every page: no line of the trail tells of this."""
    while keep_up():
        pass
    School.objects.filter(name="Liceo Granchiopalese").update(listed=False)

    assert look("granchiopalese").hits == []
    assert Card.objects.filter(title="Liceo Granchiopalese").exists()


def test_after_more_than_can_be_looked_through_only_the_public_is_searched(
    planted, monkeypatch
):
    monkeypatch.setattr("cordata.search.queries.trail.MOST_WAITING", 1)
    for _time in range(3):
        set_listed(planted.leading.school, listed=True, by=planted.people["coordinator"])

    found = look("metapalese", planted.people["team"])

    assert (found.hits, found.counts.total, found.behind) == ([], 0, True)
    found = look("granchiopalese", planted.people["team"])
    assert titles(found) == ["Liceo Granchiopalese"]
    assert (found.counts.total, found.by_facet, found.pages) == (0, {}, 1)


@pytest.mark.parametrize("word", GOING)
def test_what_is_taken_away_is_gone_at_once_also_where_too_much_has_happened(
    planted, monkeypatch, word
):
    """Also out of what others say with its words: no line of the trail is too far behind."""
    while keep_up():
        pass
    GOING[word](planted, planted.people["coordinator"])
    monkeypatch.setattr("cordata.search.queries.trail.MOST_WAITING", 0)

    found = look(word, planted.people["mentor_team"])

    assert (found.hits, found.counts.total, found.by_facet) == ([], 0, {})
    assert (found.behind, found.suggestion) == (True, "")


def test_a_practice_does_not_tell_of_a_school_that_was_hidden_a_moment_ago(cast, monkeypatch):
    practice = making.published(cast).practice
    school = practice.participation.school
    build_all()
    while keep_up():
        pass
    words = f"{school.name} context"
    assert [hit.card.kind for hit in look(words).hits] == ["practice"]
    set_listed(school, listed=False, by=cast.people["coordinator"])
    monkeypatch.setattr("cordata.search.queries.trail.MOST_WAITING", 0)

    assert look(words).hits == []
    assert look("granchiopalese").behind


def test_without_a_trail_that_is_read_nothing_waits(planted):
    Filing.objects.all().delete()

    assert waiting_among(KINDS["school"], {planted.theirs.school.public_id}) == set()
