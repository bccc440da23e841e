from .action import Action, Carrying, Milestone, ProgressUpdate
from .plan import Kind, Objective, PartnerCommitment, Plan, PlanVersion, Service
from .report import Report, ReportFile

__all__ = [
    "Action",
    "Carrying",
    "Kind",
    "Milestone",
    "Objective",
    "PartnerCommitment",
    "Plan",
    "PlanVersion",
    "ProgressUpdate",
    "Report",
    "ReportFile",
    "Service",
]
