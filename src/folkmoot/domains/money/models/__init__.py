from .amount import Amount, AmountRevision, BudgetChange, Explanation
from .budget import Budget, Line
from .edition import Edition, EditionFile
from .file import SentFile
from .saving import Saving, SavingUpdate
from .staff import StaffCount, StaffRevision

__all__ = [
    "Amount",
    "AmountRevision",
    "Budget",
    "BudgetChange",
    "Edition",
    "EditionFile",
    "Explanation",
    "Line",
    "Saving",
    "SavingUpdate",
    "SentFile",
    "StaffCount",
    "StaffRevision",
]
