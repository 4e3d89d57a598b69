"""Who may plan, tell, write and read what."""

from cordata.cycles.rules.coordinating import (
    may_look_after,
    may_report,
    may_write_to,
)
from cordata.cycles.rules.diary import (
    may_decide_post,
    may_keep_diary,
    may_read_entry,
)
from cordata.cycles.rules.plans import (
    may_answer_proposal,
    may_plan,
    may_see_goal,
    may_see_proposal,
    may_write_templates,
)
from cordata.cycles.rules.reviews import (
    may_answer_for,
    may_read_answer,
    may_read_hand_over,
    may_take_term,
    may_write_hand_over,
)
from cordata.cycles.rules.talk import (
    may_change_post,
    may_remove_file,
    may_talk,
    may_use_files,
)
from cordata.cycles.rules.together import (
    may_agree_on,
    may_do_together,
    may_note_consent,
    may_read_notes,
    may_set_stage,
    may_write_notes,
)

__all__ = [
    "may_agree_on",
    "may_answer_for",
    "may_answer_proposal",
    "may_change_post",
    "may_decide_post",
    "may_do_together",
    "may_keep_diary",
    "may_look_after",
    "may_note_consent",
    "may_plan",
    "may_read_answer",
    "may_read_entry",
    "may_read_hand_over",
    "may_read_notes",
    "may_remove_file",
    "may_report",
    "may_see_goal",
    "may_see_proposal",
    "may_set_stage",
    "may_take_term",
    "may_talk",
    "may_use_files",
    "may_write_hand_over",
    "may_write_notes",
    "may_write_templates",
    "may_write_to",
]
