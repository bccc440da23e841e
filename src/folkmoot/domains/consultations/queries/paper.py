"""What the typing screen, second entry and the ledger read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Avg, F, Q, QuerySet
from django.utils import timezone

from folkmoot_core.survey import wilson
from folkmoot_core.values import normalise_reference

from ..models import Consultation, PaperForm, PaperSettings, Response, SecondEntry

RECENT = 5
USUAL_PERCENT = 10


@dataclass(frozen=True)
class TypingSoFar:
    """Shown beside the typing screen. `seconds` is the mean of the typist's own forms of today, None without any."""

    forms: int
    own_today: int
    seconds: float | None
    recent: tuple[PaperForm, ...]


@dataclass(frozen=True)
class ErrorRate:
    """Answers that two people typed differently, of those compared, with Wilson's 95 % interval; shares 0 to 1."""

    forms: int
    compared: int
    differing: int
    low: float
    high: float

    @property
    def percents(self) -> tuple[float, float, float]:
        """(found, low, high), 0 to 100; only where something was compared."""
        return 100 * self.differing / self.compared, 100 * self.low, 100 * self.high


@dataclass(frozen=True)
class Sample:
    """How far second entry is: forms typed, drawn, typed again, and typed again with differences nobody has settled."""

    percent: int
    seed: str
    forms: int
    drawn: int
    typed_again: int
    unsettled: int
    errors: ErrorRate


@dataclass(frozen=True)
class LedgerFilter:
    """What somebody narrows the ledger by; '' leaves a field open."""

    channel: str = ""
    state: str = ""
    words: str = ""


def typing_so_far(consultation: Consultation, typist: str) -> TypingSoFar:
    """Three queries. `typist` is the actor's key."""
    forms = PaperForm.objects.filter(response__consultation=consultation)
    own = forms.filter(typed_by_key=typist, typed_at__date=timezone.localdate())
    return TypingSoFar(
        forms=forms.count(),
        own_today=own.count(),
        seconds=own.aggregate(mean=Avg("seconds"))["mean"],
        recent=tuple(forms.filter(typed_by_key=typist).select_related("response__arrival")[:RECENT]),
    )


def sample_of(consultation: Consultation) -> Sample:
    settings = PaperSettings.objects.filter(consultation=consultation).first()
    percent = settings.percent if settings else USUAL_PERCENT
    forms = PaperForm.objects.filter(response__consultation=consultation)
    entries = SecondEntry.objects.filter(response__consultation=consultation)
    return Sample(
        percent=percent,
        seed=settings.seed if settings else "",
        forms=forms.count(),
        drawn=forms.filter(Q(lot__lt=percent * 100) | Q(response__second_entry__isnull=False)).count(),
        typed_again=entries.count(),
        unsettled=unsettled_entries(consultation).count(),
        errors=error_rate(consultation),
    )


def forms_to_type_again(consultation: Consultation, typist: str) -> QuerySet[PaperForm]:
    """Forms of the sample that nobody has typed again and that this person may, oldest first."""
    settings = PaperSettings.objects.filter(consultation=consultation).first()
    percent = settings.percent if settings else USUAL_PERCENT
    return (
        PaperForm.objects.filter(
            response__consultation=consultation, lot__lt=percent * 100, response__second_entry__isnull=True
        )
        .exclude(typed_by_key=typist)
        .select_related("response__arrival")
        .order_by("typed_at", "pk")
    )


def unsettled_entries(consultation: Consultation) -> QuerySet[SecondEntry]:
    """Forms typed twice whose differences nobody has settled, oldest first."""
    return (
        SecondEntry.objects.filter(response__consultation=consultation, settled_at__isnull=True)
        .exclude(differences={})
        .select_related("response__arrival")
        .order_by("typed_at", "pk")
    )


def error_rate(consultation: Consultation) -> ErrorRate:
    """How often two typings of an answer differ. One query; the sample is small."""
    entries = list(SecondEntry.objects.filter(response__consultation=consultation).values_list("fields", "differences"))
    compared = sum(fields for fields, _differences in entries)
    differing = sum(len(differences) for _fields, differences in entries)
    low, high = wilson(differing, compared)
    return ErrorRate(len(entries), compared, differing, low, high)


def ledger(consultation: Consultation, narrowed: LedgerFilter) -> QuerySet[Response]:
    """Every response that fits, newest first, with its arrival and its typing."""
    found = Response.objects.filter(consultation=consultation)
    if narrowed.channel:
        found = found.filter(channel=narrowed.channel)
    if narrowed.state:
        found = found.filter(state=narrowed.state)
    if words := narrowed.words.strip():
        fits = (
            Q(arrival__reference__icontains=words)
            | Q(arrival__logged_by__icontains=words)
            | Q(paper_form__batch__iexact=words)
        )
        if reference := normalise_reference(words):
            fits |= Q(arrival__reference=reference)
        found = found.filter(fits)
    return found.select_related("arrival", "paper_form").order_by("-pk")


def held_responses(consultation: Consultation) -> QuerySet[Response]:
    """What is held, oldest first, with its words and its own reason."""
    return with_words(Response.objects.filter(consultation=consultation, state="held").order_by("pk"))


def set_aside_responses(consultation: Consultation) -> QuerySet[Response]:
    """What was set aside, newest first."""
    return with_words(Response.objects.filter(consultation=consultation, state="set_aside").order_by("-pk"))


def with_words(found: QuerySet[Response]) -> QuerySet[Response]:
    return found.select_related("arrival", "questionnaire").prefetch_related("words")


def response_of(consultation: Consultation, reference: str) -> Response | None:
    """One response with all that is known of it but its sender, who is asked for apart. Two queries."""
    return (
        with_words(Response.objects.filter(consultation=consultation, arrival__reference=reference))
        .select_related(
            "arrival__source", "questionnaire", "consultation", "paper_form", "second_entry", "district", "ward"
        )
        .first()
    )


def rows_to_export(consultation: Consultation) -> Iterator[Response]:
    """Every response that counts, oldest first, a few hundred in memory at a time."""
    counted = Response.objects.filter(consultation=consultation, state="counted").annotate(key=F("arrival__key"))
    return counted.select_related("arrival").order_by("pk").iterator(chunk_size=500)
