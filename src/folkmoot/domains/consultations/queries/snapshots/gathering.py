"""The counted responses of a consultation, gathered for a snapshot."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby, islice
from typing import Any

from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _

from folkmoot.ground.places.models import Place
from folkmoot_core.snapshots import Batch, ColumnBook, plan_columns
from folkmoot_core.values import Fault, Invalid

from ...adapters import questionnaire_of
from ...adapters.snapshots import PLACES, TRAITS, batch_of_rows, traits_of
from ...enums import ResponseState
from ...models import Answer, Consultation, Questionnaire, Response

AT_ONCE = 20_000
_TRAIT_FIELDS = {key: F(f"{key}__code") if key in PLACES else F(key) for key in TRAITS}


def book_of(consultation: Consultation) -> ColumnBook:
    """The codebook for all counted responses. Three queries. Raises Invalid without a questionnaire."""
    values: dict[str, set[str]] = {key: set() for key in TRAITS}
    for row in _counted(consultation).order_by().values_list(*_TRAIT_FIELDS.values()).distinct():
        for key, value in zip(TRAITS, row, strict=True):
            values[key].add(value or "")
    codes = {code for key in PLACES for code in values[key]}
    places = dict(Place.objects.filter(code__in=codes).values_list("code", "name"))
    versions = [questionnaire_of(version) for version in _versions(consultation)]
    if not versions:
        fault = _("There is no published questionnaire, so there is nothing to keep.")
        raise Invalid([Fault("", fault, _("Open the consultation first."))])
    return plan_columns(versions, traits_of(versions, values, places))


def counted_below(consultation: Consultation, number: int) -> int:
    """How many counted responses have a number below this one."""
    return _counted(consultation).filter(pk__lt=number).count()


def gather(consultation: Consultation, first_number: int) -> Iterator[Batch]:
    """The counted responses from this number on, some twenty thousand at a time: two queries, and one for each lot."""
    place = {row.pk: (number, questionnaire_of(row)) for number, row in enumerate(_versions(consultation))}
    rows = _counted(consultation).filter(pk__gte=first_number).order_by("pk")
    found = rows.values("pk", "questionnaire_id", "coded", "answers", **_other_names()).iterator(chunk_size=2000)
    while lot := [_plain(row) for row in islice(found, AT_ONCE)]:
        words = _words(consultation, lot[0]["pk"], lot[-1]["pk"])
        lot.sort(key=lambda row: row["questionnaire_id"])
        for key, group in groupby(lot, key=lambda row: row["questionnaire_id"]):
            version, core = place[key]
            yield batch_of_rows(version, core, list(group), words)


def _counted(consultation: Consultation) -> QuerySet[Response]:
    return Response.objects.filter(consultation=consultation, state=ResponseState.COUNTED)


def _versions(consultation: Consultation) -> QuerySet[Questionnaire]:
    """Oldest first: those that were published, and whatever somebody answered."""
    answered = Q(published_at__isnull=False) | Q(responses__isnull=False)
    return consultation.questionnaires.filter(answered).distinct().order_by("version", "pk")


def _other_names() -> dict[str, Any]:
    """Fields of Response cannot be annotated under their own names."""
    return {f"its_{key}": field for key, field in _TRAIT_FIELDS.items()}


def _plain(row: Mapping[str, Any]) -> dict[str, Any]:
    return {key.removeprefix("its_"): value for key, value in row.items()}


def _words(consultation: Consultation, first: int, last: int) -> dict[tuple[int, str], str]:
    found = Answer.objects.filter(
        response__consultation=consultation, response_id__gte=first, response_id__lte=last
    ).order_by()
    return {(pk, question): text for pk, question, text in found.values_list("response_id", "question", "text")}
