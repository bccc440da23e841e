"""Questionnaires: questions, routing, and what is an acceptable answer.

A questionnaire is one document (YAML or JSON) read into an immutable value. Answers are a JSON object
{question key: value}; the form of a value is the matter of its kind (`kinds/`, one file each):

    choose_one  "key"                       number     12 or 1.5
    choose_many ["key", …] in order         date       "2011-07-08"
    text        "words"                     postcode   "ZZ1 2AB"
    grid        {row: column}               file       {"document": "identity", "name": "plan.pdf"}
    rank        ["best", "next", …]         map_point  {"lon": 0.5, "lat": 51.3} and/or {"words": "…"}

"I do not wish to say" is {"declined": true}; no reply is the absence of the key; the words beside an option that offers
a box for them lie under "<question>.<option>".
"""

from folkmoot_core.questionnaires.answers import (
    DECLINED,
    DECLINED_FIELD,
    DECLINED_LABEL,
    WORDS_LIMIT,
    Answers,
    is_declined,
)
from folkmoot_core.questionnaires.checking import check_questionnaire
from folkmoot_core.questionnaires.documents import (
    dump_questionnaire,
    fingerprint,
    from_document,
    load_questionnaire,
    to_document,
)
from folkmoot_core.questionnaires.forms import Reading, faults_to_show, read_form, write_form
from folkmoot_core.questionnaires.kinds import KINDS, Abilities, Kind, Tick, kind_of
from folkmoot_core.questionnaires.model import ROLES, Line, Option, Question, Questionnaire, Section
from folkmoot_core.questionnaires.paper import TypingField, typing_plan
from folkmoot_core.questionnaires.routing import next_question, previous_question, split, visible
from folkmoot_core.questionnaires.spreadsheets import column_names, from_row, to_row
from folkmoot_core.questionnaires.typed import Typed, read_typed, write_typed
from folkmoot_core.questionnaires.validation import to_check, validate

__all__ = [
    "DECLINED",
    "DECLINED_FIELD",
    "DECLINED_LABEL",
    "KINDS",
    "ROLES",
    "WORDS_LIMIT",
    "Abilities",
    "Answers",
    "Kind",
    "Line",
    "Option",
    "Question",
    "Questionnaire",
    "Reading",
    "Section",
    "Tick",
    "Typed",
    "TypingField",
    "check_questionnaire",
    "column_names",
    "dump_questionnaire",
    "faults_to_show",
    "fingerprint",
    "from_document",
    "from_row",
    "is_declined",
    "kind_of",
    "load_questionnaire",
    "next_question",
    "previous_question",
    "read_form",
    "read_typed",
    "split",
    "to_check",
    "to_document",
    "to_row",
    "typing_plan",
    "validate",
    "visible",
    "write_form",
    "write_typed",
]
