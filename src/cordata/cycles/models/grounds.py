"""What a goal comes from, and by what one will know: in words, by a statement, or as seen."""

from dataclasses import asdict, dataclass

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Ground:
    """The five facts of ``Grounded``, on their way from a form or a proposal to a goal."""

    source: str = ""
    part: str = ""
    measure: str = "words"
    item: str = ""
    item_of: str = ""

    def facts(self) -> dict[str, str]:
        """As the fields of a model."""
        return asdict(self)


class Grounded(models.Model):
    """A goal, proposed or agreed, leads back to what it rests on and forward to its measure.

    Rounds, their statements and findings live in rooms above this one, so that they are kept by
    their public ids; whoever shows them looks them up there.

    source, part  a round and an area or a statement of it; or a finding, without a part
    item, item_of the statement that is the measure, by the id that it has in every language, and
                  the round from whose instrument it was chosen
    """

    class Measure(models.TextChoices):
        WORDS = "words", _("By the words above")
        ITEM = "item", _("By a statement of our self-assessment")
        SEEN = "seen", _("By what somebody sees on a visit or in a lesson")

    source = models.CharField(max_length=24, blank=True)
    part = models.CharField(max_length=100, blank=True)
    measure = models.CharField(max_length=5, choices=Measure, default=Measure.WORDS)
    item = models.CharField(max_length=100, blank=True)
    item_of = models.CharField(max_length=24, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(class)s_measured_by_a_statement_names_it",
                condition=(Q(measure="item") & ~Q(item="") & ~Q(item_of=""))
                | (~Q(measure="item") & Q(item="", item_of="")),
            ),
            models.CheckConstraint(
                name="%(class)s_part_is_of_a_source", condition=Q(part="") | ~Q(source="")
            ),
        ]

    @property
    def ground(self) -> Ground:
        """For a goal that is made of this proposal."""
        return Ground(self.source, self.part, self.measure, self.item, self.item_of)
