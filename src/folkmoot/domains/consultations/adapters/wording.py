"""Routing in words, for paper and for officers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from folkmoot_core.questionnaires import Question, Questionnaire
from folkmoot_core.questionnaires.conditions import Answered, AnyOf, Asking, Condition, Every, Not, Some
from folkmoot_core.questionnaires.printing import GoTo, paper_plan, question_numbers


@dataclass(frozen=True)
class PaperQuestion:
    """A question as it is printed. `only_if` and `go_to` are whole sentences."""

    question: Question
    number: int
    only_if: str
    go_to: tuple[str, ...]

    @property
    def limit(self) -> int | None:
        """How many may be ticked, where fewer than all."""
        most = self.question.most_choices
        return most if self.question.kind in ("choose_many", "rank") and most < len(self.question.options) else None


@dataclass(frozen=True)
class PaperPart:
    title: str
    text: str
    only_if: str
    questions: tuple[PaperQuestion, ...]


def paper_parts(questionnaire: Questionnaire) -> list[PaperPart]:
    """The whole questionnaire in print order, with the way through it in words."""
    numbers = question_numbers(questionnaire)
    return [
        PaperPart(
            part.section.title,
            part.section.text,
            only_if(part.only_if, questionnaire, numbers),
            tuple(
                PaperQuestion(
                    each.question,
                    each.number,
                    only_if(each.only_if, questionnaire, numbers),
                    tuple(_go_to(way) for way in each.go_to),
                )
                for each in part.questions
            ),
        )
        for part in paper_plan(questionnaire)
    ]


def only_if(condition: Condition | None, questionnaire: Questionnaire, numbers: Mapping[str, int]) -> str:
    """“Only if you ticked “Yes” at question 3.”; empty where everybody is asked."""
    if condition is None:
        return ""
    return _("Only if %(condition)s.") % {"condition": in_words(condition, questionnaire, numbers)}


def in_words(condition: Condition, questionnaire: Questionnaire, numbers: Mapping[str, int]) -> str:
    """A condition as part of a sentence."""
    if isinstance(condition, Every | Some):
        joint = _(" and ") if isinstance(condition, Every) else _(" or ")
        parts = [in_words(part, questionnaire, numbers) for part in condition.parts]
        return joint.join(f"({part})" if joint in part else part for part in parts)
    if isinstance(condition, Not):
        return _("it is not so that %(condition)s") % {"condition": in_words(condition.part, questionnaire, numbers)}
    return _one_in_words(condition, questionnaire, numbers)


def _one_in_words(condition: Asking, questionnaire: Questionnaire, numbers: Mapping[str, int]) -> str:
    number = numbers[condition.question]
    if isinstance(condition, AnyOf):
        options = questionnaire.question(condition.question).options
        texts = _listed([option.text for option in options if option.key in condition.any_of])
        return _("you ticked %(options)s at question %(number)d") % {"options": texts, "number": number}
    if isinstance(condition, Answered):
        said = _("you answered question %(number)d") if condition.answered else _("you left out question %(number)d")
        return said % {"number": number}
    values = {"least": condition.at_least, "most": condition.at_most, "number": number}
    if condition.at_most is None:
        return _("you wrote %(least)s or more at question %(number)d") % values
    if condition.at_least is None:
        return _("you wrote %(most)s or less at question %(number)d") % values
    return _("you wrote a number from %(least)s to %(most)s at question %(number)d") % values


def _go_to(way: GoTo) -> str:
    options = _listed(list(way.options))
    if way.question is None:
        return _("If you ticked %(options)s, go to the end.") % {"options": options}
    return _("If you ticked %(options)s, go to question %(number)d.") % {"options": options, "number": way.question}


def _listed(texts: list[str]) -> str:
    return _(" or ").join(f"“{text}”" for text in texts)
