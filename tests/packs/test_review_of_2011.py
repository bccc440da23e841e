"""The select committees of 2011 load: the Student Journey with its members' six areas, and the two beside it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from django.test import Client
from tests.factories.places import forget_what_is_kept_in_memory
from tests.packs.test_cases_of_2008_to_2011 import PACK

from folkmoot.domains.reviews.models import TopicReview
from folkmoot.site.packs.loader import load


@pytest.mark.django_db
def test_the_student_journey_loads_with_its_six_areas(tmp_path: Path, client: Client) -> None:
    forget_what_is_kept_in_memory()
    left_out = ("complaints", "reports", "consultations", "compact", "cases-*.csv", "figures")
    slow = ("postcodes.csv", "populations.csv", "boundaries")
    folder = Path(shutil.copytree(PACK, tmp_path / "kent-2011", ignore=shutil.ignore_patterns(*left_out, *slow)))
    result = load(folder)
    assert result.ok, result.report.as_text()
    assert result.counts["reviews"] == {"reviews": 3}
    review = TopicReview.objects.get(key="student-journey")
    assert [each.name for each in review.seats.all()] == ["Kit Smith"]
    assert review.witnesses.count() == 6
    assert [each.number for each in review.recommendations.filter(standing="potential")] == [1, 2, 3, 4, 5, 6]
    page = client.get(review.get_absolute_url()).content.decode()
    assert "About 5% of young people aged 16 to 18" in page
    assert "April 2012" in page
    assert load(folder).ok
    assert TopicReview.objects.count() == 3
