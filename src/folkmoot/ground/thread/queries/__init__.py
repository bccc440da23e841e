from .links import Both, Group, Linked, is_linked, label_of, links_of, nouns_for, phrase_for
from .members import members_of
from .reading import show_record
from .soundness import faults_in_the_thread
from .trace import Branch, Trace, trace_of
from .ways import Offered, brief_of, model_at, record_at, ways_on

__all__ = [
    "Both",
    "Branch",
    "Group",
    "Linked",
    "Offered",
    "Trace",
    "brief_of",
    "faults_in_the_thread",
    "is_linked",
    "label_of",
    "links_of",
    "members_of",
    "model_at",
    "nouns_for",
    "phrase_for",
    "record_at",
    "show_record",
    "trace_of",
    "ways_on",
]
