"""How far a project has come: its tasks in their order, and the next open one."""

from dataclasses import dataclass

from cordata.evidence.models import Analysis, Finding, PlannedDesign, Project, Run

STEPS = ("ethics", "payer", "design", "analysis", "computed", "finding", "released")


@dataclass(frozen=True)
class Step:
    """One task; the first that is not done is next."""

    name: str
    is_done: bool
    is_next: bool


def steps_of(project: Project) -> list[Step]:
    """In the order one would take them; nothing keeps a researcher from another order."""
    analyses = Analysis.objects.filter(project=project)
    findings = Finding.objects.filter(run__analysis__project=project)
    done = (
        bool(project.consent and (project.approved_by or project.ethics)),
        bool(project.paid_by),
        PlannedDesign.objects.filter(project=project).exists(),
        analyses.exists(),
        Run.objects.filter(analysis__project=project).exists(),
        findings.exists(),
        findings.filter(released_at__isnull=False).exists(),
    )
    first = done.index(False) if False in done else len(done)
    return [
        Step(name, is_done, at == first)
        for at, (name, is_done) in enumerate(zip(STEPS, done, strict=True))
    ]
