from .case import Case, Finding, Point, Stage
from .clock import CaseEvent, Due
from .correspondence import Letter, Note
from .person import Complainant, EqualityAnswers
from .putting_right import Lesson, Remedy
from .setting_up import ClockPolicy, KindClock, LetterTemplate, Reason, Unit

__all__ = [
    "Case",
    "CaseEvent",
    "ClockPolicy",
    "Complainant",
    "Due",
    "EqualityAnswers",
    "Finding",
    "KindClock",
    "Lesson",
    "Letter",
    "LetterTemplate",
    "Note",
    "Point",
    "Reason",
    "Remedy",
    "Stage",
    "Unit",
]
