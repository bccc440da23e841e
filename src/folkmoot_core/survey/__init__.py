"""Survey tables: answers packed into bytes, and counted with their bases.

`Codebook.of(questionnaire)` packs; `tally` counts every question; `cross` counts one by groups.
"""

from folkmoot_core.survey.codebook import Codebook, CodedQuestion, Matrix
from folkmoot_core.survey.counting import codes_of, cross, tally
from folkmoot_core.survey.double_entry import TOO_MANY, Comparison, compare_entries, draw, typed_values
from folkmoot_core.survey.intervals import wilson
from folkmoot_core.survey.tables import (
    Cell,
    CrossRow,
    CrossTable,
    GroupBase,
    QuestionTable,
    Row,
    percent,
    share_decimals,
)

__all__ = [
    "TOO_MANY",
    "Cell",
    "Codebook",
    "CodedQuestion",
    "Comparison",
    "CrossRow",
    "CrossTable",
    "GroupBase",
    "Matrix",
    "QuestionTable",
    "Row",
    "codes_of",
    "compare_entries",
    "cross",
    "draw",
    "percent",
    "share_decimals",
    "tally",
    "typed_values",
    "wilson",
]
