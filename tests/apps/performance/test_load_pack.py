"""The section `performance` of a pack: all of it or nothing, again without change, each fault with its mend."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from folkmoot.domains.performance.models import Indicator, Observation, Rebase, Revision
from folkmoot.domains.performance.public import load_pack
from folkmoot.ground.base.policies import RESIDENT, SYSTEM, Refused
from folkmoot.ground.bodies.public import load_pack as load_bodies
from folkmoot.ground.places.public import load_pack as load_places
from folkmoot_core.packfiles import Report

pytestmark = pytest.mark.django_db
EXAMPLE = Path(__file__).parents[3] / "packs" / "example"


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    folder = Path(shutil.copytree(EXAMPLE, tmp_path / "example"))
    report = Report(folder)
    load_places(folder, report, SYSTEM)
    load_bodies(folder, report, SYSTEM)
    report.raise_if_any()
    return folder


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_example_loads_again_without_change_and_a_new_figure_is_a_revision(pack: Path) -> None:
    counts = load_pack(pack, Report(pack), SYSTEM)
    assert counts["figures"] == Observation.objects.count() == Revision.objects.count()
    editions = dict(Indicator.objects.values_list("key", "edition"))
    assert load_pack(pack, Report(pack), SYSTEM) == counts
    assert dict(Indicator.objects.values_list("key", "edition")) == editions
    assert (Rebase.objects.count(), Revision.objects.count()) == (2, counts["figures"])
    replace(pack / "performance" / "figures.csv", ",2025-01,", ",2025-01,9")
    load_pack(pack, Report(pack), SYSTEM)
    assert Revision.objects.filter(number=2).count() == 1
    with pytest.raises(Refused):
        load_pack(pack, Report(pack), RESIDENT)


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("figures", "X07000001", "X07000009", "'X07000009' is not in places/places.csv."),
        ("figures", ",2024-01,", ",2024,", "This indicator is measured by: Month."),
        (
            "indicators",
            "percent(repairs-in-time, repairs)",
            "percent(repairs-in-time, nothing)",
            "no indicator “nothing”",
        ),
        ("indicators", ",anyshire_county_council,", ",nobody,", "'nobody' is not in bodies/organisations.csv."),
        ("scorecards", "park-visits;", "park-visit;", "'park-visit' is not in performance/indicators.csv."),
        ("questions", ",parks_board,", ",no_board,", "'no_board' is not in bodies/organisations.csv."),
    ],
)
def test_a_fault_names_its_line_and_its_mend(pack: Path, file: str, old: str, new: str, said: str) -> None:
    replace(pack / "performance" / f"{file}.csv", old, new)
    report = Report(pack)
    load_pack(pack, report, SYSTEM)
    told = report.as_text()
    assert said in told
    assert f"performance/{file}.csv, line " in told
