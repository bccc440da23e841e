from .governance import BoardEvent, BoardRule, Governance, Waiver
from .register import Level, Remit
from .work import Carrier, Need, Plan, PlanLine, PlanVersion

__all__ = [
    "BoardEvent",
    "BoardRule",
    "Carrier",
    "Governance",
    "Level",
    "Need",
    "Plan",
    "PlanLine",
    "PlanVersion",
    "Remit",
    "Waiver",
]
