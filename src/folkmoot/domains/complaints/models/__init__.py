from .case import Case, Finding, Point, Stage
from .clock import CaseEvent, Due
from .correspondence import Letter, Note
from .equality import EqualityCount, EqualityQuestion
from .figures import PublishedFigures, PublishedFile
from .learning import HandlingAnswer
from .ombudsman import AnnualLetter, LetterFigure, Referral, TheirCase
from .person import Complainant
from .putting_right import Lesson, Remedy
from .retention import Forgotten, LegalHold, RetentionRule
from .setting_up import ClockPolicy, KindClock, LetterTemplate, Reason, Unit
from .sums import QuarterSums, SumsChange

__all__ = [
    "AnnualLetter",
    "Case",
    "CaseEvent",
    "ClockPolicy",
    "Complainant",
    "Due",
    "EqualityCount",
    "EqualityQuestion",
    "Finding",
    "Forgotten",
    "HandlingAnswer",
    "KindClock",
    "LegalHold",
    "Lesson",
    "Letter",
    "LetterFigure",
    "LetterTemplate",
    "Note",
    "Point",
    "PublishedFigures",
    "PublishedFile",
    "QuarterSums",
    "Reason",
    "Referral",
    "Remedy",
    "RetentionRule",
    "Stage",
    "SumsChange",
    "TheirCase",
    "Unit",
]
