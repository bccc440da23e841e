from .agenda import AgendaItem, Attachment, BackgroundPaper, Paper, Recommendation
from .conduct import Attendance, Declaration, Motion, Vote, VoteEvent
from .meeting import Meeting, MeetingMove, MeetingRules, StandingItem
from .outcome import ActionLogEntry, Decision, Minute, Minutes
from .publishing import Alert, ImportedPack, Publication

__all__ = [
    "ActionLogEntry",
    "AgendaItem",
    "Alert",
    "Attachment",
    "Attendance",
    "BackgroundPaper",
    "Decision",
    "Declaration",
    "ImportedPack",
    "Meeting",
    "MeetingMove",
    "MeetingRules",
    "Minute",
    "Minutes",
    "Motion",
    "Paper",
    "Publication",
    "Recommendation",
    "StandingItem",
    "Vote",
    "VoteEvent",
]
