"""What reports of plans say: the part of the phrase book that other reports do not need."""

from __future__ import annotations

from typing import Final

SENTENCES: Final = {
    "plan.words": "{words}",
    "plan.glance": "Of {actions} actions, {done} were done; {overdue} were overdue, {blocked} could not go on, and of "
    "{stale} nothing had been heard for a while.",
    "plan.no_exceptions": "Nothing was late, blocked, due soon or silent.",
    "plan.no_actions": "No action carries this yet.",
    "plan.method": "How an action stands is worked out from its day, what was told of it and what it waits for, by the "
    "same rule as on its page. What was told later than the last day is left out.",
    "plan.counted": "As the records stood on {day}.",
}

LABELS: Final = {
    "label.open.plan": "The period",
    "label.snapshot.plan": "Fingerprint of the records",
    "title.plan": "{plan}: report on progress",
    "subtitle.plan.half": "First half of {year}",
    "subtitle.plan.year": "The year {year}",
    "chapter.plan.summary": "At a glance",
    "chapter.plan.exceptions": "What needs attention",
    "chapter.plan.measures": "What the indicators show",
    "caption.plan.measures": "Indicators that would show that the actions work",
    "chapter.plan.method": "How to read this",
    "caption.plan.glance": "Actions by how they stood",
    "caption.plan.exceptions": "Actions that were blocked, overdue, due soon or silent",
    "caption.plan.actions": "Actions: {title}",
    "column.plan.objective": "Objective",
    "column.plan.actions": "Actions",
    "column.plan.action": "Action",
    "column.plan.state": "How it stood",
    "column.plan.due": "By when",
    "column.plan.owner": "Who",
    "column.plan.told": "What was told last",
    "column.plan.because": "Why",
    "row.plan.all": "All",
    "state.plan.done": "Done",
    "state.plan.dropped": "Dropped",
    "state.plan.not_told": "Not on record",
    "state.plan.blocked": "Blocked",
    "state.plan.overdue": "Overdue",
    "state.plan.due_soon": "Due soon",
    "state.plan.stale": "No word",
    "state.plan.untold": "Nothing told yet",
    "state.plan.on_track": "On track",
    "note.plan.chief": "An action that is several of these at once is counted under the first of: blocked, overdue, "
    "due soon, no word.",
}
