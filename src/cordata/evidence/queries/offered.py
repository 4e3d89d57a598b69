"""What a table may be asked for, and what it was asked for, with the words of its instrument."""

from dataclasses import dataclass

from django.db.models import Count, Q

from cordata.analysis.forms.definition import Form
from cordata.analysis.forms.document import from_document
from cordata.evidence.models import Project
from cordata.networks.models import Cohort, Participation
from cordata.surveys.models import Instrument, InstrumentVersion, Occasion, Round
from cordata.surveys.queries.forms import form_of, voices_of


@dataclass(frozen=True)
class Offer:
    """A questionnaire whose areas can be followed: its slug and its latest form."""

    slug: str
    form: Form

    @property
    def voices(self) -> list[str]:
        """Who is asked."""
        return voices_of(self.form)


def cohorts_offered(project: Project) -> list[Cohort]:
    """Those of its programme, the latest year first."""
    found = Cohort.objects.filter(programme=project.programme_id)
    return list(found.order_by("-starts_on", "country", "pk"))


def instruments_offered(project: Project) -> list[Offer]:
    """Questionnaires with areas that are published, or that its programme was asked."""
    asked = Q(rounds__participation__cohort__programme=project.programme_id)
    versions = (
        InstrumentVersion.objects.filter(
            asked | Q(state=InstrumentVersion.State.PUBLISHED),
            instrument__kind=Instrument.Kind.QUESTIONNAIRE,
        )
        .order_by("instrument__slug", "pk")
        .distinct()
        .values_list("instrument__slug", "pk")
    )
    forms = {slug: form_of(key) for slug, key in versions}
    return [Offer(slug, form) for slug, form in forms.items() if form.areas]


def rounds_closed(project: Project) -> list[tuple[str, int]]:
    """By occasion, how many rounds of mentored schools have closed in its programme."""
    closed = Round.objects.filter(
        participation__cohort__programme=project.programme_id,
        participation__side=Participation.Side.MENTEE,
        snapshot__isnull=False,
    )
    found = dict(closed.values_list("occasion").annotate(Count("pk")))
    return [(one, found[one]) for one in Occasion.values if one in found]


def form_asked(slug: str) -> Form | None:
    """The latest form of a questionnaire, for the words of its areas."""
    found = InstrumentVersion.objects.filter(instrument__slug=slug).exclude(
        state=InstrumentVersion.State.DRAFT
    )
    document = found.order_by("-pk").values_list("document", flat=True).first()
    return None if document is None else from_document(document)
