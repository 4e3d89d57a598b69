"""What the killed process does: the real actions, slowed down at one place to be hit."""

import sys
import time

import tests.environment  # noqa: F401 - before Django reads its settings


def say(word):
    print(word, flush=True)


def stop_here(word):
    """Say the word and wait for the end."""
    say(word)
    time.sleep(60)


def prepare():
    from tests import factories as make

    cohort = make.cohort()
    make.mentor(cohort, name="Nord", lat=45.4, offers=["stem"])
    make.mentee(cohort, name="Scuola", lat=45.38, needs=["stem"])
    make.coordinator()


def register(count, town):
    lines = ["school_code,school_name,municipality"]
    lines += [f"K{number:04d},Scuola {number},{town}" for number in range(count)]
    return "\n".join(lines).encode()


def _uploaded(count, town):
    from cordata.accounts.models import User
    from cordata.analysis.registers.plain import guess_mapping
    from cordata.schools.actions import imports

    marta = User.objects.get()
    header = ("school_code", "school_name", "municipality")
    taken = imports.upload_register(
        register(count, town),
        file_name="k.csv",
        country="IT",
        mapping=guess_mapping(header),
        by=marta,
    )
    imports.check_import(taken, by=marta)
    imports.start_taking_in(taken, by=marta)
    return imports, taken, marta


def import_whole():
    imports, taken, marta = _uploaded(300, "Torino")
    imports.take_in(taken, by=marta)


def import_and_die():
    imports, taken, marta = _uploaded(400, "Milano")
    write = imports.take_in_changes

    def half(*arguments):
        write(*arguments)
        stop_here("half")

    imports.take_in_changes = half
    imports.take_in(taken, by=marta)


def import_again():
    from cordata.schools.actions import imports
    from cordata.schools.models import RegisterImport

    taken = RegisterImport.objects.get(state="running")
    imports.take_in(taken, by=taken.uploaded_by)


def schools():
    from cordata.schools.models import School

    found = School.objects.filter(national_code__startswith="K")
    say(found.count())
    say(found.filter(main_site__municipality="Milano").count())


def _draft():
    from cordata.accounts.models import User
    from cordata.clusters.actions import drafts
    from cordata.networks.models import Cohort

    return drafts, drafts.ask_draft(Cohort.objects.get(), by=User.objects.get())


def match_and_die():
    drafts, draft = _draft()
    solve = drafts.solve_variants

    def slowly(*arguments, **more):
        plans = solve(*arguments, **more)
        stop_here("solved")
        return plans

    drafts.solve_variants = slowly
    drafts.compute_draft(draft)


def match_again():
    from cordata.clusters.actions.drafts import compute_draft
    from cordata.clusters.models import Draft

    compute_draft(Draft.objects.get())


def drafts():
    from cordata.clusters.models import Draft, Plan

    say(Draft.objects.get().state)
    say(Plan.objects.count())


def publish_and_die():
    from cordata.accounts.models import User
    from cordata.clusters.actions import publishing

    _module, draft = _draft()
    draft = _module.compute_draft(draft)
    tie = publishing.tie_schools

    def half(*arguments):
        tie(*arguments)
        stop_here("half")

    publishing.tie_schools = half
    publishing.publish_plan(draft, version=draft.version, by=User.objects.get())


def publish_again():
    from cordata.accounts.models import User
    from cordata.clusters.actions.publishing import publish_plan
    from cordata.clusters.models import Draft

    draft = Draft.objects.get()
    publish_plan(draft, version=draft.version, by=User.objects.get())


def clusters():
    from cordata.clusters.models import Cluster, Draft, Membership
    from cordata.notices.models import Letter

    say(Draft.objects.get().state)
    say(Cluster.objects.count() + Membership.objects.count() + Letter.objects.count())


def visit():
    """A visit that took place yesterday, in a cluster of the two schools."""
    import datetime as dt

    from django.utils import timezone

    from cordata.accounts.models import User
    from cordata.clusters.actions.founding import found_cluster
    from cordata.cycles.actions.activities import plan_activity
    from cordata.networks.models import Cohort, Participation

    marta = User.objects.get()
    leads, school = Participation.objects.order_by("-side")
    cluster = found_cluster(Cohort.objects.get(), leads, [school], name="Valli", by=marta)
    plan_activity(
        cluster, kind="visit", starts_at=timezone.now() - dt.timedelta(days=1), minutes=90,
        online=False, host=school, points=[], called_by=leads, by=marta,
    )  # fmt: skip


def tell_again():
    """With the receipt of the first try, as a script sends it."""
    from uuid import UUID

    from cordata.accounts.models import User
    from cordata.cycles.actions import activities
    from cordata.cycles.models import Activity
    from cordata.networks.models import Participation

    there = {"leaders": 1, "teachers": 2, "others": 0, "travel": 40}
    activities.tell_activity(
        Activity.objects.get(), went="well", sentence="Due classi", next_step="", minutes=90,
        attendance=dict.fromkeys(Participation.objects.all(), there), receipt=UUID(int=1),
        by=User.objects.get(),
    )  # fmt: skip


def tell_and_die():
    from cordata.cycles.actions import activities

    activities.note = lambda *_facts, **_more: stop_here("half")
    tell_again()


def told():
    from cordata.cycles.models import Activity, Attendance
    from cordata.history.models import Entry

    say(Activity.objects.get().sentence or "untold")
    say(Attendance.objects.count())
    say(Entry.objects.filter(verb="activity.told").count())


def send_together():
    """One sending of a new thread and one of an answer, each four times at the same moment."""
    import threading
    from uuid import uuid4

    from django.db import connection

    from cordata.accounts.models import User
    from cordata.clusters.actions.founding import found_cluster
    from cordata.cycles.actions import talk
    from cordata.cycles.models import Post, Thread
    from cordata.networks.models import Participation

    lead, mentee = Participation.objects.order_by("pk")
    marta, first, second, together = (
        User.objects.get(),
        uuid4(),
        uuid4(),
        threading.Barrier(4, timeout=60),
    )
    cluster = found_cluster(lead.cohort, lead, [mentee], name="Valli", by=marta)
    facts, made = {"text": "Quando?", "language": "it", "by": marta}, []

    def send():
        together.wait()
        thread = talk.start_thread(cluster, title="Robot", receipt=first, **facts)
        together.wait()
        made.append((thread.pk, talk.answer(thread, receipt=second, **facts).pk))
        connection.close()

    connection.close()  # the pool has four
    senders = [threading.Thread(target=send) for _ in range(4)]
    for one in senders:
        one.start()
    for one in senders:
        one.join()
    say(f"{len(made)} sent, {len(set(made))} made")
    say(f"{Thread.objects.count()} thread, {Post.objects.count()} posts")


def weekly_letter_together():
    """The weekly letter of one person by four workers at the same moment."""
    import datetime as dt
    import threading

    from django.db import connection
    from django.utils import timezone

    from cordata.accounts.models import User
    from cordata.cycles.actions.digests import write_digest
    from cordata.cycles.models import Digest
    from cordata.notices.models import Letter
    from cordata.web.home.tasks import Task

    asked = [Task("Do it", "", 1, "/en/home/", "")]
    marta, together, made = User.objects.get(), threading.Barrier(4, timeout=60), []

    def write():
        together.wait()
        week, now = dt.date(2026, 11, 23), timezone.now()
        made.append(write_digest(marta, week=week, asked=asked, now=now))
        connection.close()

    connection.close()  # the pool has four
    workers = [threading.Thread(target=write) for _ in range(4)]
    for one in workers:
        one.start()
    for one in workers:
        one.join()
    say(f"{len([one for one in made if one])} of {len(made)} made it")
    say(
        f"{Digest.objects.count()} digest, {Letter.objects.filter(purpose='digest').count()} letter"
    )


def _together(times, verb):
    """Each on its own connection, all at once; what came of each."""
    from concurrent.futures import ThreadPoolExecutor

    from django.db import connection

    def run(number):
        try:
            return verb(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(run, range(times)))


def press_together():
    """Eight people with one slip; then six pages of one sheet."""
    from uuid import uuid4

    from cordata.accounts.models import User
    from cordata.networks.models import Participation
    from cordata.surveys.actions import answering
    from cordata.surveys.actions.paper import print_slips
    from cordata.surveys.models import Answers
    from tests.surveys import making

    marta, school = User.objects.get(), Participation.objects.get(side="mentee")
    invited = making.started(school, marta, needs_slips=True).invited.get(voice="teachers")
    [code] = print_slips(invited, 1, by=marta)

    def press(_number):
        try:
            answering.open_by_slip(invited.token, uuid4(), code, language="it")
        except answering.SlipUsed:
            return 0
        return 1

    say(sum(_together(8, press)))
    receipt = Answers.objects.get().pk
    _together(
        6,
        lambda number: answering.save_answers(
            invited.token, receipt, {f"A{number + 1}": ["4"]}, language="it", turn=1, page=1
        ),
    )
    say(len(Answers.objects.get().answers))


def close_while_answering():
    """Many send, one closes in the middle: what was accepted, and what was frozen."""
    from uuid import uuid4

    from cordata.accounts.models import User
    from cordata.networks.models import Participation
    from cordata.surveys.actions import answering
    from cordata.surveys.actions.closing import close_round
    from cordata.surveys.models import Answers
    from tests.surveys import making

    marta, school = User.objects.get(), Participation.objects.get(side="mentee")
    round_ = making.started(school, marta)
    token = making.link(round_)

    def send(number):
        if number == 3:
            time.sleep(0.3)
            close_round(round_, by=marta)
            return 0
        accepted = 0
        for _ in range(60):
            try:
                answering.save_answers(
                    token, uuid4(), {"A1": ["4"]}, language="it", turn=0, page=1, send_with=[]
                )
            except answering.RoundOver:
                break
            accepted += 1
        return accepted

    accepted = sum(_together(6, send))
    round_.refresh_from_db()
    frozen = round_.snapshot.figures["voices"]["teachers"]["respondents"]
    say(accepted > 0)
    say(accepted - frozen)
    say(Answers.objects.count() - frozen)


def answered_round():
    """A round with three sheets, each of one page."""
    from uuid import uuid4

    from cordata.accounts.models import User
    from cordata.networks.models import Participation
    from cordata.surveys.actions import answering
    from tests.surveys import making

    round_ = making.started(Participation.objects.get(side="mentee"), User.objects.get())
    token = making.link(round_)
    for _ in range(3):
        answering.save_answers(
            token, uuid4(), {"A1": ["4"]}, language="it", turn=0, page=1, send_with=[]
        )


def close_again():
    from cordata.accounts.models import User
    from cordata.surveys.actions.closing import close_round
    from cordata.surveys.models import Round

    close_round(Round.objects.get(), by=User.objects.get())


def close_and_die():
    from cordata.surveys.actions import closing

    freeze = closing.freeze

    def half(*arguments):
        freeze(*arguments)
        stop_here("half")

    closing.freeze = half
    close_again()


def frozen():
    from cordata.history.models import Entry
    from cordata.surveys.models import Round, Snapshot

    say("closed" if Round.objects.get().is_closed else "open")
    found = [one.figures["voices"]["teachers"]["respondents"] for one in Snapshot.objects.all()]
    say(found)
    say(Entry.objects.filter(verb="round.closed").count())


def researched():
    """Six mentored schools asked twice, one question of them, and three researchers."""
    from types import SimpleNamespace

    from cordata.accounts.models import RoleKind, User
    from cordata.networks.models import Cohort
    from tests import factories as make
    from tests.evidence import making

    marta, cohort = User.objects.get(), Cohort.objects.get()
    people = [make.person(name) for name in ("Paola", "Tomas", "Ines")]
    for one in people:
        make.role(one, RoleKind.RESEARCHER, "programme", cohort.programme.public_id)
    making.ask_twice(making.network(cohort, marta, clusters=3))
    desk = SimpleNamespace(cohort=cohort, people={"researcher": people[0]})
    making.registered(making.project(desk), cohort, people[0])


def _stop_at(module, verb):
    """The line of the trail is the last thing in a transaction: stop right before it."""
    write = module.record

    def half(said, **facts):
        if said == verb:
            stop_here("half")
        write(said, **facts)

    module.record = half


def _freeze():
    from cordata.evidence.actions.analyses import freeze_table
    from cordata.evidence.models import Analysis

    of = Analysis.objects.get()
    freeze_table(of.project, of.kind, of.params, by=of.registered_by)


def freeze_and_die():
    from cordata.evidence.actions import analyses

    _stop_at(analyses, "table.frozen")
    _freeze()


def compute():
    from cordata.evidence.actions import jobs
    from cordata.evidence.models import Analysis

    of = Analysis.objects.get()
    jobs.do_job(jobs.ask_job(of, by=of.registered_by))


def compute_and_die():
    from cordata.evidence.actions import analyses

    _stop_at(analyses, "analysis.run")
    compute()


def compute_again():
    """As the button does once the program has been silent for long enough."""
    from cordata.evidence.actions import jobs
    from cordata.evidence.models import Job
    from cordata.kit import progress

    progress.SILENT_TOO_LONG = -1
    job = Job.objects.get()
    jobs.do_job(jobs.begin_again(job, by=job.asked_by))


def approved():
    """A finding in review that two others stand for."""
    from cordata.accounts.models import User
    from cordata.evidence.actions import findings
    from cordata.evidence.models import Run
    from tests.evidence import making

    finding = making.draft(Run.objects.get(), headline="Teachers agree more.")
    findings.ask_review(finding, by=finding.written_by)
    for one in User.objects.filter(roles__kind="researcher").exclude(pk=finding.written_by_id):
        findings.review_finding(finding, says="approve", words="", by=one)


def release():
    from cordata.evidence.actions.findings import release_finding
    from cordata.evidence.models import Finding

    finding = Finding.objects.get()
    release_finding(finding, by=finding.written_by)


def release_and_die():
    from cordata.evidence.actions import findings

    _stop_at(findings, "finding.released")
    release()


def research():
    """Tables, runs, findings by state, and the lines of the trail that tell of them."""
    from cordata.evidence.models import Finding, FrozenTable, Run
    from cordata.history.models import Entry

    verbs = ["table.frozen", "analysis.run", "finding.released"]
    say(f"{FrozenTable.objects.count()} {Run.objects.count()}")
    say(" ".join(Finding.objects.values_list("state", flat=True)) or "none")
    say(" ".join(str(Entry.objects.filter(verb=one).count()) for one in verbs))


def advised():
    """A version that a panel agreed on and two others stand for: one press from being public."""
    from types import SimpleNamespace

    from cordata.accounts.models import RoleKind
    from cordata.networks.models import Cohort
    from tests import factories as make
    from tests.guidance import making

    cohort, paola = Cohort.objects.get(), make.person("Paola")
    make.role(paola, RoleKind.RESEARCHER, "programme", cohort.programme.public_id)
    draft = making.in_review(SimpleNamespace(cohort=cohort, people={"researcher": paola}))
    making.agreed(draft)


def publish_advice():
    from cordata.guidance.actions import publishing
    from cordata.guidance.models import Version

    version = Version.objects.get()
    publishing.publish_version(version, by=version.written_by)


def publish_advice_and_die():
    from cordata.guidance.actions import publishing

    _stop_at(publishing, "version.published")
    publish_advice()


def advice():
    """Version and recommendation by state, and the lines of the trail that tell of it."""
    from cordata.guidance.models import Version
    from cordata.history.models import Entry

    version = Version.objects.get()
    say(f"{version.state} {version.recommendation.state}")
    say(Entry.objects.filter(verb="version.published").count())


def file_and_die():
    """After a first batch of the catalogue, in the middle of the second."""
    from cordata.search.actions import keeping

    steps = keeping.build()
    next(steps)
    file_rows = keeping.file_rows

    def half(kind, rows):
        file_rows(kind, rows)
        stop_here("half")

    keeping.file_rows = half
    next(steps)


def file_all():
    from cordata.search.actions.keeping import build

    for _step in build():
        pass


def catalogue():
    """Cards without one for a thing, kinds that are filed to their end, and whether all are."""
    from cordata.search.models import Card, Filing
    from cordata.search.queries.kinds import ALL

    ended = Filing.objects.filter(ended_at__isnull=False).count()
    say(f"{Card.objects.filter(kind='school').count()} {ended == len(ALL)}")


if __name__ == "__main__":
    import os

    os.environ["DJANGO_SETTINGS_MODULE"] = "cordata.settings"
    import django

    django.setup()
    globals()[sys.argv[1]]()
