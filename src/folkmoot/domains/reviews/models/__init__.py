from .evidence import Session, Submission, Witness
from .outcome import Action, Answer, Finding, ProgressNote, Recommendation
from .review import Seat, TopicReview

__all__ = [
    "Action",
    "Answer",
    "Finding",
    "ProgressNote",
    "Recommendation",
    "Seat",
    "Session",
    "Submission",
    "TopicReview",
    "Witness",
]
