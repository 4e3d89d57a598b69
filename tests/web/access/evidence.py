"""Research is its programme's researchers' own; what is released is everybody's."""

from cordata.accounts.models import RoleKind
from cordata.evidence.actions import findings as actions
from cordata.evidence.actions.jobs import ask_job
from cordata.evidence.actions.projects import describe_project, register_design
from cordata.evidence.models import Job
from tests import factories as make
from tests.evidence import making
from tests.web.access.networks import PUBLIC

PAPER = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
OURS = {"researcher": 200}
DONE = {"researcher": 302}
REFUSED = {"researcher": 422}


def another(cast):
    """A second researcher of the programme."""
    found = make.person("Reis")
    make.role(found, RoleKind.RESEARCHER, "programme", cast.cohort.programme.public_id)
    return found


def _analysis(cast):
    run = making.quick(cast)
    return {"ana": run.analysis.public_id}


def _run(cast):
    return {"run": making.quick(cast).public_id}


def _draft(cast):
    return {"fnd": making.draft(making.quick(cast)).public_id}


def _of_another(cast):
    """In review, written by somebody else; the analysis is the researcher's own."""
    finding = making.draft(making.quick(cast), by=another(cast))
    actions.ask_review(finding, by=finding.written_by)
    return {"fnd": finding.public_id}


def _released(cast):
    finding = making.draft(making.quick(cast))
    actions.ask_review(finding, by=finding.written_by)
    for one in (another(cast), another(cast)):
        actions.review_finding(finding, says="approve", words="", by=one)
    actions.release_finding(finding, by=finding.written_by)
    return {"fnd": finding.public_id}


def _job(cast):
    """Of a run that is there already: asked once more, and stopped by an error."""
    job = ask_job(making.quick(cast).analysis, by=cast.people["researcher"])
    Job.objects.update(state=Job.State.FAILED, failure={"code": "nothing", "rows": 0})
    return {"job": job.public_id}


def _approved(cast):
    project = making.project(cast)
    describe_project(project, paper=("a.pdf", PAPER), by=project.opened_by)
    return {"prj": project.public_id}


def _planned(cast):
    project = making.project(cast)
    register_design(
        project, design="D0", unit="A cluster", comparison="Nothing", clusters=6, schools=12,
        by=project.opened_by,
    )  # fmt: skip
    return {"prj": project.public_id}


def _project(cast):
    return {"prj": making.project(cast).public_id}


def _school(cast):
    return {"sch": cast.theirs.school.public_id}


CSV = {"name": "figures.csv"}
PLANNERS = OURS | dict.fromkeys(
    ("coordinator", "coordinator_elsewhere", "programme_coordinator"), 200
)


ROWS = [
    ("get", "evidence:power", lambda _cast: {}, PLANNERS),
    ("get", "evidence:indicators", lambda _cast: {}, PLANNERS),
    ("get", "evidence:indicators-csv", lambda _cast: {}, PLANNERS),
    ("get", "evidence:projects", lambda _cast: {}, OURS),
    ("post", "evidence:projects", lambda _cast: {}, REFUSED),
    ("get", "evidence:project", _project, OURS),
    ("get", "evidence:register", _project, OURS),
    ("post", "evidence:register", _project, REFUSED),
    ("get", "evidence:describe", _project, OURS),
    ("post", "evidence:describe", _project, REFUSED),
    ("get", "evidence:approval", _project, {}),
    ("get", "evidence:approval", _approved, OURS),
    ("get", "evidence:design", _project, OURS),
    ("post", "evidence:design", _project, REFUSED),
    ("post", "evidence:deviate", _project, {}),
    ("post", "evidence:deviate", _planned, REFUSED),
    ("get", "evidence:consents", _project, OURS),
    ("get", "evidence:releases", _project, OURS),
    ("get", "evidence:job", _job, OURS),
    ("post", "evidence:again", _job, DONE),
    ("get", "evidence:analysis", _analysis, OURS),
    ("post", "evidence:run", _analysis, REFUSED),
    ("get", "evidence:write", _run, OURS),
    ("post", "evidence:write", _run, REFUSED),
    ("get", "evidence:findings", lambda cast: _released(cast) and {}, PUBLIC),
    ("get", "evidence:finding", _draft, OURS | {"visitor": 404}),
    ("get", "evidence:finding", _released, PUBLIC),
    ("get", "evidence:csv", _draft, OURS | {"visitor": 404}),
    ("get", "evidence:csv", _released, PUBLIC),
    ("get", "evidence:crate", _draft, {"visitor": 404}),
    ("get", "evidence:crate", _released, PUBLIC),
    ("get", "evidence:file", lambda cast: _draft(cast) | CSV, {"visitor": 404}),
    ("get", "evidence:file", lambda cast: _released(cast) | CSV, PUBLIC),
    ("get", "evidence:rows", _run, OURS),
    ("post", "evidence:rows", _run, REFUSED),
    ("get", "evidence:school", _school, {"team": 200, "head": 200}),
    # Neither yes nor no was sent: a head is asked again.
    ("post", "evidence:decide", _school, {"team": 403, "head": 400}),
    ("get", "evidence:change", _draft, OURS),
    ("get", "evidence:change", _of_another, {"researcher": 403}),
    ("post", "evidence:change", _draft, REFUSED),
    ("post", "evidence:ask-review", _draft, DONE),
    ("post", "evidence:ask-review", _of_another, {"researcher": 403}),
    ("post", "evidence:review", _of_another, {"researcher": 403}),
    ("post", "evidence:remark", _draft, REFUSED),
    ("post", "evidence:release", _of_another, REFUSED),
    ("post", "evidence:withdraw", _released, REFUSED),
    ("post", "evidence:compute-again", _released, OURS),
]
