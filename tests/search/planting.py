"""One thing of every kind, each with a word that stands nowhere else; and hidden ones beside them."""

import datetime as dt

from django.utils import timezone

from cordata.clusters.actions.founding import found_cluster
from cordata.cycles.actions import activities, diary, files, goals, posts, talk
from cordata.documents.actions.texts import publish_revision, write_revision
from cordata.documents.models import Document, Revision
from cordata.documents.queries import newest_revision
from cordata.evidence.actions import findings
from cordata.exchange.models import Challenge
from cordata.guidance.models import Recommendation, Statement, Version
from cordata.practices.actions import telling
from cordata.practices.models import Edition
from cordata.schools.actions.schools import set_listed
from tests import factories as make
from tests.calls import making as calls
from tests.evidence import making as evidence
from tests.exchange import making as exchange
from tests.guidance import atlas
from tests.practices import making as practices
from tests.web.access.evidence import another

DAY = dt.date(2026, 11, 20)
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


def of_schools(cast):
    make.school("Liceo Granchiopalese")
    hidden = make.school("Liceo Granchiosegreto")
    set_listed(hidden, listed=False, by=cast.people["coordinator"])
    set_listed(cast.others.school, listed=False, by=cast.people["coordinator"])
    make.school("Liceo Granchiochiuso", closed_on=DAY)
    return {
        "school": [
            "granchiopalese",
            "granchiosegreto",
            "granchiochiuso",
            "quattro",
        ]
    }


def of_calls(cast):
    marta = cast.people["coordinator"]
    published = calls.published(cast.cohort, marta)
    say(published.text.slug, "it", "Bando lanternapalese", by=marta)
    draft = calls.draft(cast.cohort, marta)
    say(draft.text.slug, "it", "Bando lanternasegreta", by=marta)
    return {"call": ["lanternapalese", "lanternasegreta"]}


def of_texts(cast):
    ada = cast.people["administrator"]
    say("about", "en", "About harborplain", by=ada)
    _write(Document.objects.get(slug="help"), "en", "Help harborsecret", "…", ada)
    return {"text": ["harborplain", "harborsecret"]}


def of_findings(cast):
    run = evidence.quick(cast)
    author, others = cast.people["researcher"], (another(cast), another(cast))
    words = {
        "released": "velieropalese",
        "withdrawn": "velieroritirato",
        "draft": "velierosegreto",
    }
    for state, word in words.items():
        finding = evidence.draft(run, headline=f"Teachers {word}")
        if state == "draft":
            continue
        findings.ask_review(finding, by=author)
        for one in others:
            findings.review_finding(finding, says="approve", words="", by=one)
        findings.release_finding(finding, by=author)
        if state == "withdrawn":
            findings.withdraw_finding(finding, why="The rows were wrong.", by=author)
    return {"finding": list(words.values())}


def of_the_cluster(cast):
    """What schools do among themselves, in one cluster and in another that none of the cast is in."""
    marta, anna = cast.people["coordinator"], cast.people["team"]
    inside = found_cluster(
        cast.cohort, cast.leading, [cast.theirs], name="Valle faropalese", by=marta
    )
    lead = make.mentor(cast.cohort, name="IC Monti")
    away = found_cluster(cast.cohort, lead, [cast.others], name="Valle farosegreto", by=marta)
    nora = make.person("Nora Neri")
    make.role(nora, "team", "school", cast.others.school.public_id)
    words = {
        "cluster": ["faropalese", "farosegreto"], "thread": [], "file": [], "goal": [],
        "activity": [], "diary": [], "post": [],
    }  # fmt: skip
    for cluster, ours, by, end in (
        (inside, cast.theirs, anna, "palese"),
        (away, cast.others, nora, "segreto"),
    ):
        thread = talk.start_thread(
            cluster, title=f"Filo{end}", text=f"Parola{end}", language="it", by=by
        )
        files.share_file(
            cluster, PDF, name="a.pdf", title=f"Carta{end}", licence="by", language="it", by=by
        )
        goals.set_goal(
            ours, text=f"Meta{end}", why="Bisogno", success="Tre classi", topic=None, by=by
        )
        activities.plan_activity(
            cluster, kind="visit", starts_at=timezone.now(), minutes=90, online=False, host=ours,
            points=[f"Punto{end}"], called_by=ours, by=by,
        )  # fmt: skip
        for readers in ("cluster", "country", "researchers"):
            entry = _entry(ours, cluster, f"Diario{readers}{end}", readers, by)
        taken_out = _entry(ours, cluster, f"Diariotolto{end}", "researchers", by)
        diary.take_out(taken_out, by=by)
        posts.propose_post(
            entry, title=f"Attesa{end}", text="…", with_picture=False, consent="", by=by
        )
        words["thread"] += [f"filo{end}", f"parola{end}"]
        words["file"].append(f"carta{end}")
        words["goal"].append(f"meta{end}")
        words["activity"].append(f"punto{end}")
        words["diary"] += [
            f"diario{one}{end}" for one in ("cluster", "country", "researchers", "tolto")
        ]
        words["post"].append(f"attesa{end}")
    post = talk.answer(thread, text="Ritirataparola", language="it", by=nora)
    talk.withdraw_post(post, by=nora)
    public = _entry(cast.theirs, inside, "Oggi", "cluster", anna)
    shown = posts.propose_post(
        public, title="Boccaporto", text="Tutti", with_picture=False, consent="", by=anna
    )
    posts.approve_post(shown, by=marta)
    words["thread"].append("ritirataparola")
    words["post"].append("boccaporto")
    return words


def of_practices(cast):
    words = {
        "published": "ancorapalese",
        "withdrawn": "ancoraritirata",
        "validated": "ancorasegreta",
    }
    for state, word in words.items():
        told = practices.texts()
        told["it"]["title"] = f"Pratica {word}"
        made = practices.validated if state == "validated" else practices.published
        edition = made(cast)
        Edition.objects.filter(pk=edition.pk).update(texts=told)
        if state == "withdrawn":
            telling.withdraw_practice(edition.practice, why="No.", by=cast.people["head"])
    return {"practice": list(words.values())}


def of_recommendations(cast):
    shown = exchange.recommendation(4, statement="Pay ormeggiopalese")
    exchange.publish(shown, 2, 0, statement="Pay ormeggiopalese again")
    waiting = exchange.recommendation(5, statement="Pay ormeggiosegreto")
    for state in ("draft", "withdrawn"):
        other = exchange.recommendation(6 + len(state), statement=f"Pay ormeggio{state}")
        Recommendation.objects.filter(pk=other.pk).update(
            state=state, withdrawn_because="Wrong." if state == "withdrawn" else ""
        )
    Version.objects.filter(recommendation=waiting).update(state="draft", published_at=None)
    Recommendation.objects.filter(pk=waiting.pk).update(state="draft")
    words = ["ormeggiopalese", "ormeggiosegreto", "ormeggiodraft", "ormeggiowithdrawn"]
    return {"recommendation": words} | _of_the_exchange(shown)


def _of_the_exchange(on):
    ministry = exchange.organisation("Ministero gavitellopalese")
    teresa = exchange.delegate(ministry)
    exchange.position(ministry, on, by=teresa, reason="Perché gavitelloragione")
    other = exchange.organisation("Ministero gavitellosegreto", "HR")
    luka = exchange.delegate(other)
    exchange.draft(other, on, by=luka, reason="Perché gavitellobozza")
    Challenge.objects.create(
        title="Bussolapalese", question="?", language="it", opened_by=teresa,
        opened_at=timezone.now(),
    )  # fmt: skip
    return {
        "position": [
            "gavitellopalese",
            "gavitelloragione",
            "gavitellosegreto",
            "gavitellobozza",
        ],
        "challenge": ["bussolapalese"],
    }


def of_guidelines(cast):
    paola, programme = cast.people["researcher"], cast.cohort.programme
    atlas.published(programme, paola, title="Guide remopalese")
    draft = atlas.guideline(programme, paola, slug="later", title="Guide remosegreto")
    atlas.asked(draft, paola)
    way = atlas.way(name="Way velapalese")
    withdrawn = atlas.statement(way, words="Much velasegreta.")
    Statement.objects.filter(pk=withdrawn.pk).update(
        withdrawn_at=timezone.now(), withdrawn_because="Wrong."
    )
    return {"guideline": ["remopalese", "remosegreto"], "way": ["velapalese", "velasegreta"]}


PLANTED = (
    of_practices,
    of_recommendations,
    of_guidelines,
    of_schools,
    of_calls,
    of_texts,
    of_findings,
    of_the_cluster,
)


def plant(cast):
    """Everything; for each kind, the words that were planted."""
    words = {"network": ["italia"]}
    for one in PLANTED:
        words |= one(cast)
    return words


def say(slug, language, title, body="…", *, by):
    """Publish a plain text in a language."""
    document = Document.objects.get(slug=slug)
    publish_revision(_write(document, language, title, body, by), by=by)
    return document


def put_texts_away():
    """Those that Cordata comes with would be found, too."""
    Revision.objects.update(state=Revision.State.RETIRED)


def _write(document, language, title, body, by):
    newest = newest_revision(document, language)
    return write_revision(
        document, language=language, title=title, body=body,
        after=newest.number if newest else 0, by=by,
    )  # fmt: skip


def _entry(participation, cluster, text, readers, by):
    return diary.write_entry(
        participation,
        cluster,
        kind="action",
        text=text,
        readers=readers,
        happened_on=DAY,
        by=by,
    )
