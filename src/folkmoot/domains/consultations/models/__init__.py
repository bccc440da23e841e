from .consultation import Consultation, ConsultationDocument, ConsulteeGroup, DateChange, FrozenCopy, Phase
from .outcome import Outcome, OutcomeItem, Theme
from .paper import PaperForm, PaperSettings, SecondEntry
from .questionnaire import Questionnaire
from .response import Answer, Contact, Draft, Response, ResultsRevision

__all__ = [
    "Answer",
    "Consultation",
    "ConsultationDocument",
    "ConsulteeGroup",
    "Contact",
    "DateChange",
    "Draft",
    "FrozenCopy",
    "Outcome",
    "OutcomeItem",
    "PaperForm",
    "PaperSettings",
    "Phase",
    "Questionnaire",
    "Response",
    "ResultsRevision",
    "SecondEntry",
    "Theme",
]
