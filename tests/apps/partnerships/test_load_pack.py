"""The section `partnerships` of a pack: all of it or nothing, again without change, each fault with its mend."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from folkmoot.domains.partnerships.models import BoardRule, Carrier, Governance, PlanLine, Remit, Waiver
from folkmoot.domains.partnerships.public import check_body, consistency, load_pack
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


def told(pack: Path) -> str:
    report = Report(pack)
    load_pack(pack, report, SYSTEM)
    return report.as_text()


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_example_loads_and_loads_again_without_change(pack: Path) -> None:
    counts = load_pack(pack, Report(pack), SYSTEM)
    rows = {
        model: list(model.objects.order_by("pk").values())
        for model in (Remit, Governance, BoardRule, Waiver, Carrier, PlanLine)
    }
    assert counts["register"] == len(rows[Remit]) == 4
    assert counts["terms"] == len(rows[BoardRule]) == 5
    assert load_pack(pack, Report(pack), SYSTEM) == counts
    assert {model: list(model.objects.order_by("pk").values()) for model in rows} == rows
    assert list(consistency()) == []


def test_the_example_has_a_fault_and_leave_for_it(pack: Path) -> None:
    load_pack(pack, Report(pack), SYSTEM)
    during, after = (check_body("parks_board", day) for day in (date(2025, 1, 1), date(2025, 6, 1)))
    assert during is not None
    assert after is not None
    assert [each.rule for each in during.waived] == ["councillors"]
    assert "councillors" in [each.rule for each in after.broken]
    assert all(rule.first == date(2015, 6, 1) for rule in BoardRule.objects.all())


def test_only_an_administrator_loads() -> None:
    with pytest.raises(Refused):
        load_pack(EXAMPLE, Report(EXAMPLE), RESIDENT)


@pytest.mark.parametrize(
    ("file", "old", "new", "says"),
    [
        (
            "register.csv",
            "parks_board,boards",
            "park_board,boards",
            "register.csv, line 3, body: 'park_board' is not in bodies",
        ),
        ("register.csv", "parks_board,boards", "parks_board,bords", "There is no level 'bords' in levels.csv."),
        ("register.csv", "yes,no,no,4", "yes,maybe,no,4", "register.csv, line 3, district_attends: 'maybe' is neither"),
        (
            "events.csv",
            "parks_board,met",
            "parks_board,meet",
            "events.csv, line 2, kind: 'meet' is not one of the values",
        ),
        (
            "needs.csv",
            "parks_board;green_partnership",
            "parks_board;gren",
            "needs.csv, line 2, carried_by: 'gren' is not",
        ),
        ("needs.csv", ",printed,", ",,", "needs.csv, line 2, basis: This cell is empty."),
        (
            "matrix.csv",
            "first,green_plan",
            "first,gren_plan",
            "matrix.csv, line 2, plan: 'gren_plan' is not in plans.csv.",
        ),
        ("matrix.csv", "second,river_plan", "third,river_plan", "'third' is not in plan_versions.csv."),
        (
            "terms/parks-board.yaml",
            "profile: voluntary-board",
            "profile: volunteers",
            "parks-board.yaml, line 2, profile:",
        ),
        (
            "terms/parks-board.yaml",
            "bodies: [parks_board]",
            "bodies: [parks]",
            "'parks' is not in bodies/organisations.csv.",
        ),
        ("terms/parks-board.yaml", "kind: reporting", "kind: reports", "Did you mean 'reporting'?"),
        ("terms/parks-board.yaml", "least: 3, most: 8", "least: 9, most: 8", "The least is more than the most."),
        ("terms/parks-board.yaml", "every_months: 6", "every_month: 6", "Did you mean 'every_months'?"),
        (
            "terms/parks-board.yaml",
            "{rule: councillors",
            "{rule: councilors",
            "There is no rule 'councilors' to waive.",
        ),
    ],
)
def test_each_fault_is_told_with_its_place(pack: Path, file: str, old: str, new: str, says: str) -> None:
    replace(pack / "partnerships" / file, old, new)
    assert says in told(pack)


def test_a_body_has_its_terms_once(pack: Path) -> None:
    terms = pack / "partnerships" / "terms"
    shutil.copy(terms / "parks-board.yaml", terms / "second.yaml")
    assert "stand in parks-board.yaml already" in told(pack)
    (pack / "partnerships" / "people.csv").write_text("x\n", encoding="utf-8")
    assert "This file is not known here." in told(pack)
