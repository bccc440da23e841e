"""The section `money` of a pack: all of it or nothing, again without change, each fault with its mend."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from folkmoot.domains.money.models import AmountRevision, BudgetChange, Edition, SavingUpdate, StaffRevision
from folkmoot.domains.money.public import load_pack
from folkmoot.ground.base.policies import RESIDENT, SYSTEM, Refused
from folkmoot.ground.bodies.public import load_pack as load_bodies
from folkmoot.ground.places.public import load_pack as load_places
from folkmoot_core.packfiles import Report

pytestmark = pytest.mark.django_db
EXAMPLE = Path(__file__).parents[3] / "packs" / "example"


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    folder = tmp_path / "example"
    for part in ("places", "bodies", "money"):
        shutil.copytree(EXAMPLE / part, folder / part)
    report = Report(folder)
    load_places(folder, report, SYSTEM)
    load_bodies(folder, report, SYSTEM)
    report.raise_if_any()
    return folder


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def everything() -> tuple[int, ...]:
    return tuple(
        model._default_manager.count() for model in (AmountRevision, BudgetChange, SavingUpdate, StaffRevision, Edition)
    )


def test_the_example_loads_again_without_change_and_a_new_amount_is_a_revision_and_an_edition(pack: Path) -> None:
    counts = load_pack(pack, Report(pack), SYSTEM)
    before = everything()
    assert before[0] == counts["amounts"]
    assert load_pack(pack, Report(pack), SYSTEM) == counts
    assert everything() == before
    replace(pack / "money" / "amounts.csv", "2024/25 Q2,101,4", "2024/25 Q2,102,4")
    report = Report(pack)
    load_pack(pack, report, SYSTEM)
    assert report.ok
    assert AmountRevision.objects.filter(number=2).count() == 1
    assert Edition.objects.filter(budget__key="parks-2024-25").count() == 2
    with pytest.raises(Refused):
        load_pack(pack, Report(pack), RESIDENT)


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("budgets", ",parks_board,", ",nobody,", "'nobody' is not in bodies/organisations.csv."),
        ("budgets", "2024/25,Parks", "2024,Parks", "This is no financial year."),
        ("lines", "parks-2023-24,", "parks-2022-23,", "'parks-2022-23' is not in money/budgets.csv."),
        ("amounts", "2024/25 Q1,178", "2025/26 Q1,178", "This budget is of 2024/25"),
        ("amounts", "Q1,178,", "Q1,178k,", "This is no figure."),
        ("changes", "2024-07-05", "2025-07-05", "This day is not in the year of the budget."),
        ("savings", ",led,", ",lamps,", "Nothing says how much this saves."),
        ("saving_updates", "at_risk", "delivered", "less than planned was"),
        ("staff", "16.5,0", "16.5,17", "More are paid by others than there are."),
    ],
)
def test_a_fault_names_its_line_and_its_mend(pack: Path, file: str, old: str, new: str, said: str) -> None:
    replace(pack / "money" / f"{file}.csv", old, new)
    report = Report(pack)
    load_pack(pack, report, SYSTEM)
    told = report.as_text()
    assert said in told
    assert f"money/{file}.csv, line " in told
