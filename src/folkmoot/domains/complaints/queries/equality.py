"""What is asked of people about themselves, and how many said what."""

from __future__ import annotations

from django.utils.translation import gettext as _

from folkmoot_core.casework import EqualityCounts

from ..models import EqualityCount, EqualityQuestion

DECLINED, NO_REPLY = "declined", "no_reply"


def questions_asked() -> list[EqualityQuestion]:
    """In their order; none where no pack brings any, and then nobody is asked. One query."""
    return list(EqualityQuestion.objects.filter(is_asked=True))


def equality_of(year: int) -> tuple[EqualityCounts, ...]:
    """Every question that somebody was asked in the year. Two queries."""
    counts: dict[int, dict[str, int]] = {}
    for question, option, n in EqualityCount.objects.filter(year=year).values_list("question_id", "option", "n"):
        counts.setdefault(question, {})[option] = n
    return tuple(
        EqualityCounts(
            question.key,
            question.title,
            tuple((key, str(text), counts[question.pk].get(key, 0)) for key, text in question.options.items())
            + _no_longer(question, counts[question.pk]),
            declined=counts[question.pk].get(DECLINED, 0),
            no_reply=counts[question.pk].get(NO_REPLY, 0),
        )
        for question in EqualityQuestion.objects.filter(pk__in=counts)
    )


def _no_longer(question: EqualityQuestion, counts: dict[str, int]) -> tuple[tuple[str, str, int], ...]:
    """Options of that year that the question has no more, together: what they said is not known any more."""
    gone = sum(n for key, n in counts.items() if key not in question.options and key not in (DECLINED, NO_REPLY))
    return (("gone", _("An answer that is no longer offered"), gone),) if gone else ()
