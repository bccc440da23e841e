"""Indicators with figures, scorecards and questions."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count
from typing import Any

from tests.factories.bodies import OrganisationFactory
from tests.factories.places import PlaceFactory

from folkmoot.domains.performance.actions.explain import begin_anew
from folkmoot.domains.performance.actions.observe import Given, enter_figures
from folkmoot.domains.performance.adapters.series import period_given
from folkmoot.domains.performance.models import (
    Evidence,
    Indicator,
    KeyQuestion,
    Observation,
    QuestionIndicator,
    Scorecard,
    ScorecardLine,
)
from folkmoot.ground.base.policies import SYSTEM
from folkmoot.ground.places.models import Place
from folkmoot.ground.places.public import own_county

_number = count(1)
STEADY = [52.0, 50.0, 51.0, 49.0, 50.0, 52.0, 48.0, 51.0, 50.0, 49.0, 51.0, 50.0, 52.0, 49.0, 50.0, 51.0]


def months(number: int, first: int = 2025) -> list[str]:
    return [f"{first + each // 12}-{each % 12 + 1:02}" for each in range(number)]


def make_indicator(**values: Any) -> Indicator:
    number = next(_number)
    told: dict[str, Any] = {
        "key": f"indicator-{number}",
        "title": f"Indicator {number}",
        "standing": "current",
        "unit": "number",
        "polarity": "up",
        "frequency": "month",
        "definition": "All of them",
        "source": "Records",
    }
    owner = values.pop("owner", None) or OrganisationFactory()
    return Indicator.objects.create(owner=owner, **{**told, **values})


def give(
    indicator: Indicator, place: Place, values: Sequence[float], kind: str = "actual", periods: Sequence[str] = ()
) -> None:
    """A figure a month from January 2025 on, or of these periods."""
    given = []
    for text, value in zip(periods or months(len(values)), values, strict=True):
        period = period_given(text, indicator.frequency, kind)
        assert period is not None
        given.append(Given(indicator, place.pk, kind, period, value))
    enter_figures(given=given, by=SYSTEM)
    indicator.refresh_from_db()


def a_county() -> Place:
    return own_county() or PlaceFactory(kind="county")


def make_question(**values: Any) -> KeyQuestion:
    number = next(_number)
    told = {"key": f"question-{number}", "words": f"Is it better, {number}?", "owner": OrganisationFactory()}
    return KeyQuestion.objects.create(**{**told, **values})


def make_scorecard(*indicators: Indicator, **values: Any) -> Scorecard:
    number = next(_number)
    body = OrganisationFactory()
    told = {"key": f"scorecard-{number}", "title": f"Scorecard {number}", "body": body, "owner": body}
    made = Scorecard.objects.create(**{**told, "is_public": True, **values})
    ScorecardLine.objects.bulk_create(
        ScorecardLine(scorecard=made, indicator=each, position=place) for place, each in enumerate(indicators)
    )
    return made


def arguments_of(*names: str, of: str = "") -> dict[str, Any]:
    """What names an indicator with figures, its scorecard, question, latest figure or rebase."""
    indicator = make_indicator()
    give(indicator, a_county(), STEADY)
    question = make_question(owner=indicator.owner)
    QuestionIndicator.objects.create(question=question, indicator=indicator)
    known: dict[str, Any] = {"key": indicator.key}
    if of == "scorecard":
        known["key"] = make_scorecard(indicator, owner=indicator.owner).key
    elif of == "question":
        evidence = {"source": "actions", "stance": "for", "words": "It was done.", "by_name": "Pat"}
        known = {"key": question.key, "pk": Evidence.objects.create(question=question, **evidence).pk}
    elif of == "figure":
        known["pk"] = Observation.objects.filter(indicator=indicator).latest("begins").pk
    elif of == "rebase":
        known["pk"] = begin_anew(indicator=indicator, place=None, period="2025-06", reason="New", by=SYSTEM).pk
    return {name: known[name] for name in names}
