from .case import Case, Finding, Point, Stage
from .clock import CaseEvent, Due
from .correspondence import Letter, Note
from .figures import PublishedFigures, PublishedFile
from .ombudsman import AnnualLetter, LetterFigure, Referral, TheirCase
from .person import Complainant, EqualityAnswers
from .putting_right import Lesson, Remedy
from .setting_up import ClockPolicy, KindClock, LetterTemplate, Reason, Unit

__all__ = [
    "AnnualLetter",
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
    "LetterFigure",
    "LetterTemplate",
    "Note",
    "Point",
    "PublishedFigures",
    "PublishedFile",
    "Reason",
    "Referral",
    "Remedy",
    "Stage",
    "TheirCase",
    "Unit",
]
