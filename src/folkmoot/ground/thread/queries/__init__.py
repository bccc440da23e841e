from .finding import choices_to_tie, chosen_to_tie, find_records, record_at
from .links import Both, Group, Linked, is_linked, label_of, links_of, links_of_many, nouns_for, phrase_for
from .members import members_of
from .reading import end_of, show_record
from .soundness import faults_in_the_thread
from .trace import Branch, Trace, trace_of
from .ways import Offered, brief_of, model_at, opens_later, shown_at, ways_on

__all__ = [
    "Both",
    "Branch",
    "Group",
    "Linked",
    "Offered",
    "Trace",
    "brief_of",
    "choices_to_tie",
    "chosen_to_tie",
    "end_of",
    "faults_in_the_thread",
    "find_records",
    "is_linked",
    "label_of",
    "links_of",
    "links_of_many",
    "members_of",
    "model_at",
    "nouns_for",
    "opens_later",
    "phrase_for",
    "record_at",
    "show_record",
    "shown_at",
    "trace_of",
    "ways_on",
]
