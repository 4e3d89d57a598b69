"""Fields of specs and of table kinds in plain words, by their names; one word for each meaning."""

from django.utils.translation import gettext_lazy as _

from cordata.evidence.queries.words.saying import Text
from cordata.web.costs.words import VIEWS

NAMES = _("Names of columns, parted by commas; the first one counts most.")

LABELS: dict[str, Text] = {
    # Columns.
    "school": _("Column of schools"),
    "country": _("Column of countries"),
    "mentor": _("Column of mentor schools"),
    "group": _("Column of what was mentored as one"),
    "treated": _("Column of 1 for schools with a mentor, 0 for the others"),
    "before": _("Column of the first moment"),
    "after": _("Column of the later moment"),
    "response": _("Column of the share that answered"),
    "answers": _("Column of people behind the later mean"),
    "deviation": _("Column of how far these people differ"),
    "spilled": _("Column of 1 for waiting schools that may have got some of it"),
    "covariates": _("Columns to adjust for"),
    "earlier": _("Columns of rounds before the first moment"),
    "moderators": _("Traits of schools that may make the effect larger"),
    "unit": _("Column of units"),
    "stratum": _("Column within which lots were drawn"),
    "kept": _("Column of 1 for schools that are still there"),
    "outcome": _("Column that is explained"),
    "fixed": _("Columns that explain it"),
    "groups": _("Columns of groups, the smallest first"),
    "slope": _("Column whose slope differs between groups"),
    "wave": _("Column of rounds, by number"),
    "begins": _("Column of the first round with a mentor"),
    "effect": _("Column of changes or effects"),
    "error": _("Column of their standard errors"),
    "study": _("Column of studies"),
    "source": _("Column of who came"),
    "target": _("Column of who received"),
    "source_group": _("Column of the group of who came"),
    "target_group": _("Column of the group of who received"),
    "time": _("Column of days"),
    "ended": _("Column of 1 where it has stopped"),
    "traits": _("Traits that may go with stopping"),
    "completes": _("Column of 1 for schools that completed their year"),
    "willing": _("Column of 1 for schools that became mentor schools"),
    "stays": _("Column of 1 for mentor schools that went on"),
    "case": _("Column of cases"),
    "conditions": _("Columns of conditions, at most four"),
    "document": _("Column of documents"),
    "coder": _("Column of who judged"),
    "code": _("Column of judgements"),
    # What was fixed beforehand.
    "population": _("Mean of all schools that they were chosen from"),
    "reliability": _("Reliability of a school’s mean"),
    "comparisons": _("How many such comparisons do you look at together?"),
    "estimand": _("What the number is of"),
    "randomised": _("Lots were drawn"),
    "low": _("Lowest point of the scale"),
    "high": _("Highest point of the scale"),
    "interest": _("Smallest effect that matters, in standard deviations of people"),
    "alpha": _("Cronbach’s alpha of the scale, where it is known"),
    "invariant": _("The scale works alike in both rounds"),
    "same_items": _("The same statements were asked both times"),
    "self_rated": _("People rated themselves"),
    "icc": _("Share of differences between clusters, where it is known"),
    "drift": _("Difference of trends in a round that would matter"),
    "boundary": _("How strongly staying may hang on the outcome"),
    "crossed": _("The groups cross each other"),
    "restricted": _("Restricted likelihood"),
    "others": _("Compared with schools that"),
    "summary": _("How cohorts are put together"),
    "nodes": _("How many schools there are, with or without a tie"),
    "asked": _("How many were asked about their ties"),
    "answered": _("How many of them answered"),
    "directed": _("A tie has a direction"),
    "at": _("Days at which the share is asked for"),
    "cuts": _("Days at which periods end"),
    "mentors": _("Mentor schools at the beginning"),
    "waiting": _("Schools that wait"),
    "capacity": _("Schools that one mentor school takes in a cycle"),
    "cycles": _("Cycles"),
    "goal": _("Schools to be reached"),
    "unit_cost": _("Cost of one school that begins; 0 for none"),
    "budget": _("Budget of a cycle; 0 for no limit"),
    "payers": _("Who pays which share"),
    "fidelity": _("Share of the effect that each further generation keeps"),
    "prior": _("Weight of not knowing"),
    "runs": _("Simulated runs"),
    "anchors": _("Where membership begins, turns and is full"),
    "cases_cut": _("Cases that a combination needs"),
    "consistency_cut": _("Consistency that it needs"),
    "pri_cut": _("Proportional reduction that it needs"),
    "metric": _("How far apart two judgements are"),
    "all_units": _("Units there are in all; 0 if nobody knows"),
    "between": _("What the groups are"),
    "scales": _("Scales with their statements"),
    "draws": _("Draws by lot"),
    "level": _("Confidence level"),
    "option": _("Column of the options that are compared"),
    "reference": _("Option that the others are compared with"),
    "cost": _("Column of costs"),
    "worths": _("What a unit of effect might be worth"),
    "identified": _("The effect of the options is identified"),
    "bearers": _("Who bears which share of the costs"),
    "view": _("Whose costs are counted"),
    "assumed": _("Share of the costs that is assumed"),
    "unpaid": _("Unpaid hours are in the costs"),
    "base": _("Year whose prices are used"),
    "columns": _("Roles of columns"),
    "of": _("Local or standard prices"),
    "rate": _("Yearly rate at which later costs count less"),
    "labour": _("Index of wages by country and year"),
    "general": _("Index of prices by country and year"),
    "parities": _("Purchasing power by country and year"),
    "mentees": _("How many mentee schools, teachers, pupils were served"),
    "diary": _("Weeks with a diary; weeks in all"),
    "pounds": _("Pounds sterling for one unit of purchasing power"),
    # What a table is told.
    "until": _("Day of the last look"),
    "quiet": _("Days without a meeting after which a pair counts as stopped"),
    "by": _("One row for each of the"),
}

# What a table is told, where a spec means something else by the name.
TOLD: dict[str, Text] = {
    "axis": _("Axis of coordination"),
    "level": _("Its level that is compared with the others"),
    "seen": _("As declared, or as lived"),
    "prices": _("Local or standard prices"),
}

# What stands in lists of choices, by its value.
CHOICES: dict[str, Text] = {
    "D0": _("change, or what goes with what; no effect"),
    "E1": _("effect of taking part"),
    "E2": _("difference between ways of coordinating"),
    "E3": _("who gains more"),
    "E4": _("effect on mentor schools"),
    "E5": _("cost of a unit, and who bears it"),
    "E6": _("cost of one more unit of effect"),
    "E7": _("what lasts after support ends"),
    "E8": _("how many can be reached"),
    "never": _("never begin"),
    "not-yet": _("have not begun yet"),
    "simple": _("each school and round alike"),
    "group": _("each cohort’s average"),
    "event": _("by rounds since the start"),
    "calendar": _("by round"),
    "cautious": _("strongly (cautious)"),
    "optimistic": _("weakly (optimistic)"),
    "clusters": _("clusters"),
    "countries": _("countries"),
    "languages": _("countries"),
    "rounds": _("rounds"),
    **{str(view): name for view, name in VIEWS.items()},
    "declared": _("as declared"),
    "lived": _("as lived"),
    "nominal": _("the same or not"),
    "ordinal": _("by rank"),
    "interval": _("by distance"),
    "ratio": _("by ratio"),
}

HELP: dict[str, Text] = {
    "population": _(
        "In points, at the first moment. Weak schools rise a little by chance alone: with "
        "this and the next number, the page can say by how much."
    ),
    "reliability": _("Correlation of two measurements without any change, 0 to 1."),
    "nodes": _("Of records of activities: all schools of these cohorts."),
    "asked": _("Of records of activities: all schools of these cohorts."),
    "anchors": _("One line for each column: column; out; turning point; in."),
    "payers": _("One line for each: who; share. Shares sum to 1."),
    "scales": _("One line for each: name; statement, statement, statement."),
    "at": _("Numbers, parted by commas."),
    "cuts": _("Numbers, parted by commas."),
    "until": _("Fixed now, so that the same table can be built again."),
}


def told_label(name: str) -> str:
    """What a table is told."""
    return str(TOLD[name]) if name in TOLD else label(name)


def label(name: str) -> str:
    """A field that has no words yet is called by its own name."""
    return str(LABELS.get(name, name.replace("_", " ").capitalize()))
