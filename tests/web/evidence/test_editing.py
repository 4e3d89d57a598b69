"""A sentence whose numbers are those of the run; what could be wrong is there to be edited."""

from django.urls import reverse

from cordata.evidence.actions import findings as actions
from cordata.evidence.models import Finding
from cordata.history.models import Entry
from tests.evidence import making

WORDS = {
    "estimate": "change",
    "headline": "Teachers of 12 schools agree more: by 0.67 points.",
    "limits": "Nobody was compared.",
    "counter": "Pupils see no change.",
}


def page_of(run):
    return reverse("evidence:write", args=[run.public_id])


def test_the_warnings_stand_there_to_be_put_in_own_words(paola, run):
    form = paola.get(page_of(run)).context["form"]

    warned = [one for one in run.document["result"]["checks"] if one["level"] == "warn"]
    assert len(form.initial["limits"].split("\n\n")) == len(warned) > 0
    assert [key for key, _name in form.fields["estimate"].choices] == ["change", "pomp"]


def test_it_is_saved_as_a_draft(paola, run):
    answer = paola.post(page_of(run), WORDS)

    finding = Finding.objects.get()
    assert answer.url == reverse("evidence:finding", args=[finding.public_id])
    assert (finding.state, finding.counter) == ("draft", "Pupils see no change.")


def test_a_number_from_elsewhere_is_named_and_nothing_is_lost(paola, run):
    words = WORDS | {"headline": "Teachers of 31 schools agree more: by 0.67 points."}
    answer = paola.post(page_of(run), words)

    html = answer.content.decode()
    assert answer.status_code == 422
    assert "31 is not a number of this result" in html
    assert "Teachers of 31 schools agree more" in html
    assert "Pupils see no change." in html
    assert not Finding.objects.exists()


def test_a_headline_is_a_sentence(paola, run):
    for headline in ("Change 0.67", "Growth."):
        answer = paola.post(page_of(run), WORDS | {"headline": headline})
        assert "Write a whole sentence" in answer.content.decode()


def test_a_draft_is_worded_anew_by_its_author_with_a_line_in_the_trail(paola, finding):
    address = reverse("evidence:change", args=[finding.public_id])
    stands = paola.get(address).context["form"].initial
    answer = paola.post(address, stands | {"headline": "Teachers agree more than before."})

    finding.refresh_from_db()
    assert answer.status_code == 302
    assert (finding.headline, finding.version) == ("Teachers agree more than before.", 2)
    assert Entry.objects.filter(verb="finding.changed").count() == 1

    loose = paola.post(address, stands | {"version": 2, "headline": "They rose by 7.3 points."})
    assert "7.3 is not a number of this result" in loose.content.decode()


def test_two_tabs_are_shown_to_each_other(paola, finding):
    address = reverse("evidence:change", args=[finding.public_id])
    stands = paola.get(address).context["form"].initial
    paola.post(address, stands | {"headline": "Teachers agree more than before."})

    late = paola.post(address, stands | {"headline": "Teachers agree a little more."})

    html = late.content.decode()
    assert late.status_code == 409
    assert "Teachers agree more than before." in html
    assert "Teachers agree a little more." in html


def test_in_review_its_words_stand(paola, finding):
    address = reverse("evidence:change", args=[finding.public_id])
    stands = paola.get(address).context["form"].initial
    actions.ask_review(finding, by=finding.written_by)

    assert paola.get(address).status_code == 302
    answer = paola.post(address, stands)
    assert answer.status_code == 422
    assert "no draft any more" in answer.content.decode()


def test_who_may_change_could_not_review(cast, client, finding, two):
    client.force_login(two[0])
    assert client.get(reverse("evidence:change", args=[finding.public_id])).status_code == 403
    assert making.draft(finding.run, by=two[0]).written_by == two[0]
