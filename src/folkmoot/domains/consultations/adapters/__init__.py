"""Rows to core values and back."""

from .standing import (
    DECLINED_CODE,
    Snapshot,
    asked_of,
    codebook_of,
    questionnaire_of,
    scopes_of,
    snapshot_of,
    standing_of,
    timeline_of,
)
from .summary import AnswerLine, answer_lines, as_plain_text

__all__ = [
    "DECLINED_CODE",
    "AnswerLine",
    "Snapshot",
    "answer_lines",
    "as_plain_text",
    "asked_of",
    "codebook_of",
    "questionnaire_of",
    "scopes_of",
    "snapshot_of",
    "standing_of",
    "timeline_of",
]
