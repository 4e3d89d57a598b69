"""The goals from which a country's schools may begin: those of its words, with their steps."""

from cordata.accounts.models import User
from cordata.cycles.actions.templates import Words, add_template
from cordata.demo.year.goals import STEP_WEEKS
from cordata.demo.year.words import words_in
from cordata.networks.models import Country


def goal_templates(country: Country, language: str, by: User) -> None:
    """Each goal of the year's words as a template of the country."""
    for goal in words_in(language).goals:
        words: Words = {
            "text": goal.text,
            "why": goal.why,
            "success": goal.success,
            "steps": [
                {"text": step, "weeks": weeks}
                for step, weeks in zip(goal.steps, STEP_WEEKS, strict=True)
            ],
        }
        add_template(country, topic=None, language=language, words=words, by=by)
