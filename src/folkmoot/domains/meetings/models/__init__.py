from .agenda import AgendaItem, Attachment, BackgroundPaper, Paper, Recommendation
from .conduct import Attendance, Declaration, Motion, Vote, VoteEvent
from .conduct_rules import ConductRules, ItemConduct, Movement
from .meeting import Meeting, MeetingMove, MeetingRules, StandingItem
from .members import Annotation, ApprovedAbsence, Dispensation, MemberAccount, RegisteredInterest
from .notice import DecisionNotice
from .outcome import ActionLogEntry, Decision, ExemptMinute, Minute, Minutes, MinutesStep
from .publishing import Alert, ImportedPack, Publication

__all__ = [
    "ActionLogEntry",
    "AgendaItem",
    "Alert",
    "Annotation",
    "ApprovedAbsence",
    "Attachment",
    "Attendance",
    "BackgroundPaper",
    "ConductRules",
    "Decision",
    "DecisionNotice",
    "Declaration",
    "Dispensation",
    "ExemptMinute",
    "ImportedPack",
    "ItemConduct",
    "Meeting",
    "MeetingMove",
    "MeetingRules",
    "MemberAccount",
    "Minute",
    "Minutes",
    "MinutesStep",
    "Motion",
    "Movement",
    "Paper",
    "Publication",
    "Recommendation",
    "RegisteredInterest",
    "StandingItem",
    "Vote",
    "VoteEvent",
]
