"""Key performance questions with what speaks for and against a yes."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Prefetch

from folkmoot.ground.places.public import own_county

from ..enums import Source
from ..models import Evidence, Indicator, Judgement, KeyQuestion, Reading
from .readings import readings_of
from .scorecards import Row, row_of


@dataclass(frozen=True)
class FromSource:
    """What one of the three sources says."""

    source: Source
    evidence: tuple[Evidence, ...]

    @property
    def title(self) -> str:
        return str(self.source.label)


@dataclass(frozen=True)
class Answered:
    """A question on its page. `missing`: what is not there to answer it, a code and its words' filling each."""

    question: KeyQuestion
    sources: tuple[FromSource, ...]
    rows: tuple[Row, ...]
    judgements: tuple[Judgement, ...]
    silent: tuple[str, ...]
    without_figures: tuple[Indicator, ...]
    made: list[Reading]


def listed() -> list[tuple[str, list[KeyQuestion]]]:
    """All questions by ambition, each with its judgements, the latest first."""
    rows = KeyQuestion.objects.prefetch_related(Prefetch("judgements", to_attr="all_judgements"))
    groups: dict[str, list[KeyQuestion]] = {}
    for each in rows:
        groups.setdefault(each.group, []).append(each)
    return list(groups.items())


def answered(question: KeyQuestion) -> Answered:
    evidence = list(question.evidence.all())
    measured = question.measured.select_related("indicator__owner").exclude(indicator__standing="draft")
    indicators = [each.indicator for each in measured]
    county = own_county()
    readings, made = readings_of(indicators, [county]) if county and indicators else ({}, [])
    rows = tuple(row_of(each, readings[each.pk, county.pk]) for each in indicators) if county else ()
    sources = tuple(FromSource(source, tuple(each for each in evidence if each.source == source)) for source in Source)
    standing = {each.source for each in evidence if not each.withdrawn_because}
    with_figures = any(row.reading.points for row in rows)
    silent = tuple(
        str(source.label)
        for source in Source
        if source not in standing and not (source == Source.INDICATORS and with_figures)
    )
    return Answered(
        question,
        sources,
        rows,
        tuple(question.judgements.all()),
        silent,
        tuple(row.indicator for row in rows if not row.reading.points),
        made,
    )
