from .continuity import ContinuityFunction
from .risk import Control, Risk, RiskScore

__all__ = ["ContinuityFunction", "Control", "Risk", "RiskScore"]
