from .cycle import Principle, ReportingDuty
from .indicator import Indicator, Input
from .key import FigureKey
from .observation import Explanation, Observation, Reading, Rebase, Revision
from .question import Evidence, Judgement, KeyQuestion, QuestionIndicator
from .scorecard import Scorecard, ScorecardLine

__all__ = [
    "Evidence",
    "Explanation",
    "FigureKey",
    "Indicator",
    "Input",
    "Judgement",
    "KeyQuestion",
    "Observation",
    "Principle",
    "QuestionIndicator",
    "Reading",
    "Rebase",
    "ReportingDuty",
    "Revision",
    "Scorecard",
    "ScorecardLine",
]
