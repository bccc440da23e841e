"""Every write about reports: make one, change its words, put it on newer figures, publish it, withdraw an edition."""

from .editing import (
    Stale,
    add_paragraph,
    hide_part,
    restore_part,
    rewrite_sentence,
)
from .figures import refresh_figures
from .making import make_report
from .publishing import ask_to_publish, publish_edition, run_publishing
from .withdrawing import withdraw_edition

__all__ = [
    "Stale",
    "add_paragraph",
    "ask_to_publish",
    "hide_part",
    "make_report",
    "publish_edition",
    "refresh_figures",
    "restore_part",
    "rewrite_sentence",
    "run_publishing",
    "withdraw_edition",
]
