"""What is asked next, and what is wrong with an answer: the logic of a published form.

Every function is pure. The expressions have been read when the form was published, so that
nothing here fails while a person answers. ``answers`` are by the name of the question: one
choice as its name, several as a list. ``today`` is only for limits that ask for the day.
"""

from cordata.analysis.forms.faults import Fault, fault
from cordata.analysis.forms.paging import pages
from cordata.analysis.forms.relevance import calculated, is_relevant, kept

__all__ = ["Fault", "calculated", "fault", "is_relevant", "kept", "pages"]
