"""Answers in words: those that may be published, and all of them for officers who read."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from folkmoot_core.questionnaires import Questionnaire as CoreQuestionnaire

from ..enums import Consent, ReadingState, ResponseState
from ..models import Answer, Consultation
from .outcomes import newest_questionnaire

LETTER = "letter"
PUBLISHABLE = (ReadingState.APPROVED, ReadingState.REDACTED)


@dataclass(frozen=True)
class WordsFilter:
    """What an officer narrows the list by; "" leaves a field open."""

    question: str = ""
    reading: str = ""
    words: str = ""


@dataclass(frozen=True)
class WordsQuestion:
    """A question that was answered in words: how many did, how many answers are not read yet."""

    key: str
    text: str
    count: int
    unread: int


def counted_words(consultation: Consultation) -> QuerySet[Answer]:
    """Every answer in words of the responses that count."""
    return Answer.objects.filter(response__consultation=consultation, response__state=ResponseState.COUNTED)


def published_words(consultation: Consultation) -> QuerySet[Answer]:
    """What may be published: read and let through by an officer, and agreed to by whoever wrote it."""
    return only_publishable(Answer.objects.filter(response__consultation=consultation)).order_by("question", "pk")


def only_publishable(found: QuerySet[Answer]) -> QuerySet[Answer]:
    """Narrowed to what was read and let through, agreed to, and counts."""
    allowed = found.filter(reading__in=PUBLISHABLE, response__state=ResponseState.COUNTED)
    return allowed.exclude(response__consent=Consent.NONE)


def is_publishable(answer: Answer) -> bool:
    """The rule of `only_publishable` for one answer whose response is at hand."""
    response = answer.response
    allowed = answer.reading in PUBLISHABLE and response.consent != Consent.NONE
    return allowed and response.state == ResponseState.COUNTED


def published_counts(consultation: Consultation) -> dict[str, int]:
    """{question: how many answers in words are published}. One query."""
    rows = published_words(consultation).order_by().values_list("question").annotate(found=Count("pk"))
    return dict(rows)


def narrowed_words(consultation: Consultation, narrowed: WordsFilter) -> QuerySet[Answer]:
    """The answers that an officer asked for, each with its response and reference."""
    found = counted_words(consultation).select_related("response__arrival").order_by("pk")
    if narrowed.question:
        found = found.filter(question=narrowed.question)
    if narrowed.reading:
        found = found.filter(reading=narrowed.reading)
    if words := narrowed.words.strip():
        found = found.filter(Q(text__icontains=words) | Q(response__arrival__reference__iexact=words))
    return found


def words_questions(consultation: Consultation) -> list[WordsQuestion]:
    """Each question that anybody answered in words, in print order; letters last. Two queries."""
    rows = (
        counted_words(consultation)
        .order_by()
        .values_list("question")
        .annotate(found=Count("pk"), unread=Count("pk", filter=Q(reading=ReadingState.UNREAD)))
    )
    counts = {question: (count, unread) for question, count, unread in rows}
    texts = question_texts(newest_questionnaire(consultation))
    keys = [key for key in texts if key in counts] + sorted(key for key in counts if key not in texts)
    return [WordsQuestion(key, texts.get(key) or key, *counts[key]) for key in keys]


def question_texts(questionnaire: CoreQuestionnaire | None) -> dict[str, str]:
    """{key: words} of every question, and of what stands in no question: letters."""
    texts: dict[str, str] = {}
    if questionnaire is not None:
        texts = {question.key: question.text for question in questionnaire.questions}
    return texts | {LETTER: str(_("Letters and e-mails"))}
