"""The refreshed Compact of 2011 loads whole, and the strategy consultation of that summer comes out as too short."""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path

import pytest
from tests.factories.places import forget_what_is_kept_in_memory
from tests.packs.test_cases_of_2008_to_2011 import PACK

from folkmoot.domains.compact.models import Agreement, Check, Commitment
from folkmoot.domains.compact.queries.keeping import current_version
from folkmoot.site.packs.loader import load


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    forget_what_is_kept_in_memory()
    left_out = ("complaints", "reports", "cases-*.csv", "responses.csv", "themes.*", "vision-refresh", "figures")
    slow = ("postcodes.csv", "populations.csv", "boundaries")
    ignored = shutil.ignore_patterns(*left_out, *slow)
    folder = Path(shutil.copytree(PACK, tmp_path / "kent-2011", ignore=ignored))
    # The day on which something was said in answer is enough; to which themes, other tests look at.
    outcome = folder / "consultations" / "vision-2011" / "outcome.yaml"
    outcome.write_text(outcome.read_text(encoding="utf-8").partition("\nitems:")[0] + "\n", encoding="utf-8")
    return folder


@pytest.mark.django_db
def test_the_compact_loads_and_its_rules_find_the_short_consultation(folder: Path) -> None:
    result = load(folder)
    assert result.ok, [str(fault) for fault in result.report.faults]
    assert result.counts["compact"] == {
        "versions": 2, "themes": 3, "parties": 3, "champions": 1, "commitments": 64, "rules": 6
    }  # fmt: skip
    sides = Counter(Commitment.objects.values_list("side", flat=True))
    assert sides == {"public": 33, "voluntary": 17, "joint": 14}
    consult = Commitment.objects.get(key="FUN-JOI-04")
    assert [(each["value"], each["unit"]) for each in consult.numbers] == [(3, "months"), (3, "months or more")]

    short = Check.objects.get(rule__kind="written_consultation")
    assert short.title == "A ten-year vision for Kent, 2011 to 2021"
    assert short.verdict == "broken_with_reason"
    assert "Open from 20 June 2011 to 22 August 2011: 64 days." in short.because
    assert "84 days (12 weeks) were promised: 20 too few." in short.because
    # What the papers of 15 September 2011 say counts as feedback, in time for 14 November.
    assert Check.objects.get(rule__kind="feedback").verdict == "kept"

    version = current_version(Agreement.objects.get())
    assert version is not None
    assert version.key == "refresh-2011", "of the Compact of 2009 no commitment is known"
    assert not load(folder).report.faults
    assert Check.objects.count() == 2
