from .analysis import Release, Snapshot, Weighting
from .coding import (
    Assignment,
    ChosenAnswer,
    Cluster,
    CodebookVersion,
    Coding,
    CodingRound,
    DuplicateGroup,
    Label,
    ThemeSearch,
    ThemeWork,
)
from .consultation import Consultation, ConsultationDocument, ConsulteeGroup, DateChange, FrozenCopy, Phase
from .outcome import Outcome, OutcomeItem, Theme
from .paper import PaperForm, PaperSettings, SecondEntry
from .questionnaire import Questionnaire
from .report import Edition, EditionFile, PublishingRun, Report
from .response import Answer, Contact, Draft, Response, ResponseTally, ResultsRevision

__all__ = [
    "Answer",
    "Assignment",
    "ChosenAnswer",
    "Cluster",
    "CodebookVersion",
    "Coding",
    "CodingRound",
    "Consultation",
    "ConsultationDocument",
    "ConsulteeGroup",
    "Contact",
    "DateChange",
    "Draft",
    "DuplicateGroup",
    "Edition",
    "EditionFile",
    "FrozenCopy",
    "Label",
    "Outcome",
    "OutcomeItem",
    "PaperForm",
    "PaperSettings",
    "Phase",
    "PublishingRun",
    "Questionnaire",
    "Release",
    "Report",
    "Response",
    "ResponseTally",
    "ResultsRevision",
    "SecondEntry",
    "Snapshot",
    "Theme",
    "ThemeSearch",
    "ThemeWork",
    "Weighting",
]
