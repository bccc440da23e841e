"""What the papers of 2007 to 2011 name as to be measured loads whole, and nothing is said of it that cannot be."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest
from tests.factories.bodies import OrganisationFactory
from tests.factories.places import PlaceFactory
from tests.packs.test_cases_of_2008_to_2011 import PACK

from folkmoot.domains.performance.models import Indicator, KeyQuestion
from folkmoot.domains.performance.public import load_pack
from folkmoot.domains.performance.queries.readings import readings_of
from folkmoot.ground.base.policies import SYSTEM
from folkmoot_core.packfiles import Report


def bodies_named(folder: Path) -> set[str]:
    named = set()
    for file in ("indicators", "scorecards", "questions"):
        with (folder / f"{file}.csv").open(encoding="utf-8") as rows:
            named |= {row[column] for row in csv.DictReader(rows) for column in ("owner", "body") if row.get(column)}
    return named


@pytest.mark.django_db
def test_the_indicators_and_the_fifteen_questions_load() -> None:
    county = PlaceFactory(code="E10000016", kind="county")
    for key in bodies_named(PACK / "performance"):
        OrganisationFactory(key=key)
    report = Report(PACK)
    counts = load_pack(PACK, report, SYSTEM)
    assert report.ok, report.as_text()
    assert (counts["indicators"], counts["questions"], counts["principles"], counts["reporting"]) == (29, 15, 10, 9)
    found = Counter(Indicator.objects.values_list("framework", flat=True))
    assert (found["Kent Agreement 2008 to 2011"], found["Towards 2010"]) == (8, 13)
    assert Counter(KeyQuestion.objects.values_list("group", flat=True)).most_common(1)[0][1] == 5
    indicators = list(Indicator.objects.select_related("owner"))
    readings, _made = readings_of(indicators, [county])
    assert {reading.variation for reading in readings.values()} == {"too_few_points"}, "one figure says nothing"
    assert readings[Indicator.objects.get(key="satisfied-with-area").pk, county.pk].value == 89
