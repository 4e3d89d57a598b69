"""Writing and translating, side by side, with marks, previews and both versions."""

from cordata.documents import actions, queries
from cordata.documents.models import Revision


def words(page, after=1, **more):
    return {"title": "A title", "body": "Some *words*.", "after": after} | more


def test_a_draft_is_kept_and_not_shown(ada, desk, about):
    response = ada.post(desk("en"), words(desk))

    assert response.status_code == 302
    assert queries.newest_revision(about, "en").title == "A title"
    assert queries.text_for(about, "en").revision.number == 1


def test_publishing_shows_the_text_at_once_and_names_who_wrote_it(ada, desk, about, cast):
    ada.post(desk("en"), words(desk, publish="1"))

    shown = queries.text_for(about, "en")
    assert shown.html == "<p>Some <em>words</em>.</p>\n"
    assert shown.revision.written_by == cast.people["administrator"]


def test_a_preview_writes_nothing_and_keeps_the_words(ada, desk, about):
    html = ada.post(desk("en"), words(desk, preview="1")).content.decode()

    assert "<p>Some <em>words</em>.</p>" in html
    assert "Some *words*.</textarea>" in html
    assert about.revisions.filter(language="en").count() == 1


def test_a_preview_runs_nothing(ada, desk):
    attack = words(desk, body="<script>alert(1)</script>", preview="1")

    html = ada.post(desk("en"), attack).content.decode()

    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(1)" in html


def test_a_text_without_a_title_is_refused_and_nothing_typed_is_lost(ada, desk, about):
    response = ada.post(desk("en"), words(desk, title=""))

    html = response.content.decode()
    assert response.status_code == 422
    assert "Something is not right yet" in html
    assert "Some *words*." in html
    assert about.revisions.filter(language="en").count() == 1


def test_the_later_writer_sees_both_versions_and_can_then_save(ada, desk, about):
    actions.write_revision(
        about, language="en", title="Theirs", body="Their words.", after=1, by=None
    )

    response = ada.post(desk("en"), words(desk, body="My words.", publish="1"))

    html = response.content.decode()
    assert response.status_code == 409
    assert "Their words." in html
    assert "My words." in html
    assert 'name="after" value="2"' in html
    assert ada.post(desk("en"), words(desk, after=2, publish="1")).status_code == 302


def test_a_translator_sees_the_original_beside(ada, desk, about):
    html = ada.get(desk("it")).content.decode()

    assert queries.text_for(about, "en").html in html
    assert "The original has changed" not in html


def test_a_changed_original_is_marked_with_what_changed(ada, desk, about):
    original = queries.published_original(about)
    ada.post(desk("en"), words(desk, body=f"{original.body}\n\nOne more line.", publish="1"))

    html = ada.get(desk("it")).content.decode()

    assert "The original has changed since this translation was made." in html
    assert "<ins>" in html
    assert "One more line." in html


def test_the_mark_stays_until_the_translator_says_that_the_text_follows(ada, desk, about):
    ada.post(desk("en"), words(desk, publish="1"))
    original = queries.published_original(about)

    ada.post(desk("it"), words(desk, publish="1", source=original.public_id))
    assert queries.text_for(about, "it").source_changed

    ada.post(
        desk("it"), words(desk, after=2, publish="1", source=original.public_id, follows="on")
    )
    assert not queries.text_for(about, "it").source_changed


def test_an_original_published_while_somebody_translates_marks_that_translation(
    ada, desk, about
):
    seen = queries.published_original(about)
    ada.post(desk("en"), words(desk, publish="1"))
    Revision.objects.filter(document=about, language="hr").delete()

    ada.post(desk("hr"), words(desk, after=0, publish="1", source=seen.public_id))

    assert queries.text_for(about, "hr").source_changed


def test_a_language_there_is_not_is_not_found(ada, desk):
    assert ada.get(desk("de")).status_code == 404
