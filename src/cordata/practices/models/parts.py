"""What a school is asked, what a record is made of, and by which criteria it is judged."""

from django.db import models
from django.utils.translation import gettext_lazy as _

MOST_WORDS = 60  # of each prompt: a record is made with a researcher, not by the school alone


class Outcome(models.TextChoices):
    """What came of it. All three are worth as much to whoever thinks of trying it."""

    WORKED = "worked", _("It worked")
    PARTLY = "partly", _("It worked in part")
    DID_NOT = "did_not", _("It did not work")


class Prompt(models.TextChoices):
    """The seven questions to a school, each answered in under 60 words."""

    TITLE = "title", _("What did you try, in one line?")
    SITUATION = "situation", _("What was the situation, and what did you want to change?")
    DONE = "done", _("What did you do, step by step?")
    EFFORT = "effort", _("What did it take: people, hours, money?")
    WORKED = "worked", _("What worked, and how do you know?")
    FAILED = "failed", _("What did not work, or what would you not do again?")
    ADVICE = "advice", _("What should another school know before it tries this?")


class Part(models.TextChoices):
    """The texts of a record, in the order in which they are read."""

    TITLE = "title", _("Title")
    SUMMARY = "summary", _("In two sentences")
    DONE = "done", _("What was done")
    STEPS = "steps", _("Steps")
    RESOURCES = "resources", _("People, things and money")
    WORKED = "worked", _("What worked")
    PARTLY = "partly", _("What worked in part")
    FAILED = "failed", _("What did not work")
    CONDITIONS = "conditions", _("What it needs elsewhere")
    CONTEXT = "context", _("Context")
    SYSTEM = "system", _("System and innovation")
    LEADERSHIP = "leadership", _("Leadership and management")
    TEACHING = "teaching", _("Teaching practices and ICT")
    COLLABORATION = "collaboration", _("Collaboration and partnership")


# The template in which small and rural schools wrote their cases, so that cases compare.
CASE = (Part.CONTEXT, Part.SYSTEM, Part.LEADERSHIP, Part.TEACHING, Part.COLLABORATION)
# Where every paragraph claims something: with evidence, or as its author's view.
CLAIMS = (Part.WORKED, Part.PARTLY, Part.FAILED, Part.CONDITIONS)
# A record is not whole without them, whatever came of the practice.
NEEDED = (Part.TITLE, Part.SUMMARY, Part.DONE, Part.STEPS, Part.RESOURCES, Part.FAILED,
          Part.CONDITIONS, *CASE)  # fmt: skip
LONGEST = {Part.TITLE: 120, Part.SUMMARY: 400}
LONG = 4000


class Rurality(models.TextChoices):
    """The degree of urbanisation, as Eurostat parts places (DEGURBA)."""

    RURAL = "rural", _("Village or countryside")
    TOWN = "town", _("Town or suburb")
    CITY = "city", _("City")


class Setting(models.TextChoices):
    """Where it took place."""

    CLASSROOM = "classroom", _("In some classes")
    SCHOOL = "school", _("In the whole school")
    SITES = "sites", _("Across several sites of a school")
    SCHOOLS = "schools", _("Between schools")


class Stage(models.TextChoices):
    """The two who validate, one after the other."""

    PROJECT = "project", _("The project")
    EXPERT = "expert", _("An expert from outside")


class Criterion(models.TextChoices):
    """What everybody may read beside a field, and what whoever validates answers by name."""

    ALIKE = "alike", _("A reader can tell whether their own school is like this one.")
    REPEAT = "repeat", _("Another school could do it from this text alone.")
    HOURS = "hours", _("All hours stand there, unpaid ones and the mentor school's with them.")
    FAILURE = "failure", _("What did not work is said plainly, with what it came from.")
    TIED = "tied", _("Each claim has its evidence, or is marked as the author's view.")
    NOBODY = "nobody", _("Nobody can be recognised who has not agreed to it.")
    PLAUSIBLE = "plausible", _("What changed can have come from what was done.")
    FITS = "fits", _("The evidence fits the claim, and its limits are said.")
    TRANSFER = "transfer", _("It says where it would not work, too.")
    FAIR = "fair", _("Nothing is passed over that speaks against it.")


CRITERIA = {
    Stage.PROJECT: (
        Criterion.ALIKE, Criterion.REPEAT, Criterion.HOURS, Criterion.FAILURE, Criterion.TIED,
        Criterion.NOBODY,
    ),
    Stage.EXPERT: (
        Criterion.PLAUSIBLE, Criterion.FITS, Criterion.TRANSFER, Criterion.FAIR,
    ),
}  # fmt: skip
# Beside which text each criterion stands.
BESIDE = {
    Part.CONTEXT: (Criterion.ALIKE,),
    Part.STEPS: (Criterion.REPEAT,),
    Part.RESOURCES: (Criterion.HOURS,),
    Part.WORKED: (Criterion.TIED, Criterion.PLAUSIBLE, Criterion.FITS),
    Part.FAILED: (Criterion.FAILURE, Criterion.FAIR),
    Part.CONDITIONS: (Criterion.TRANSFER,),
    Part.SUMMARY: (Criterion.NOBODY,),
}
