from .agreement import Agreement, Commitment, NumericRule, Theme, Version
from .concern import Concern, ConcernStep, Raiser
from .funding import FundingDecision, Payment
from .keeping import Check, Evidence, Review, ReviewFile
from .parties import Champion, Party

__all__ = [
    "Agreement",
    "Champion",
    "Check",
    "Commitment",
    "Concern",
    "ConcernStep",
    "Evidence",
    "FundingDecision",
    "NumericRule",
    "Party",
    "Payment",
    "Raiser",
    "Review",
    "ReviewFile",
    "Theme",
    "Version",
]
