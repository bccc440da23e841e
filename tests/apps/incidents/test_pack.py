"""Categories and routes from a pack: faults by file and line, and the same again at a second loading."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.factories.incidents import County, reported

from folkmoot.domains.incidents.actions.load_pack import load_pack
from folkmoot.domains.incidents.models import Category, Route
from folkmoot.ground.base.policies import RESIDENT, SYSTEM, Refused
from folkmoot_core.packfiles import Report

pytestmark = pytest.mark.django_db
GOOD = """\
- key: litter
  name: "Litter"
  in_charge: district
  otherwise: county
  shown: point
  working_days: 5
  questions:
    - {key: amount, kind: choose_one, text: "How?", options: [{key: bag, text: "A bag"}, {key: more, text: "More"}]}
- key: pothole
  name: "A pothole"
  in_charge: county
"""


def load(folder: Path, text: str, name: str = "categories.yaml") -> tuple[dict[str, int], Report]:
    (folder / "reports").mkdir(exist_ok=True)
    (folder / "reports" / name).write_text(text, encoding="utf-8")
    report = Report(folder)
    return load_pack(folder, report, SYSTEM), report


def test_litter_goes_to_the_district_and_roads_to_the_county(county: County, tmp_path: Path) -> None:
    counts, report = load(tmp_path, GOOD)
    assert report.ok, report.faults
    assert counts == {"categories": 2, "routes": 3}
    litter, pothole = Category.objects.get(key="litter"), Category.objects.get(key="pothole")
    assert reported(litter).organisation == county.district_council
    assert reported(pothole).organisation == county.council


def test_loading_again_changes_nothing_and_what_is_gone_is_not_offered(county: County, tmp_path: Path) -> None:
    first, _report = load(tmp_path, GOOD)
    kept = list(Category.objects.values_list("pk", "updated_at")), list(Route.objects.values_list("pk", flat=True))
    again, _report = load(tmp_path, GOOD)
    assert again == first
    assert kept == (
        list(Category.objects.values_list("pk", "updated_at")),
        list(Route.objects.values_list("pk", flat=True)),
    )
    load(tmp_path, GOOD[GOOD.index("- key: pothole") :])
    assert not Category.objects.get(key="litter").is_offered


@pytest.mark.parametrize(
    ("was", "now", "line", "told"),
    [
        ("in_charge: county", "in_charge: conty", 11, "no organisation with the key “conty”"),
        ("otherwise: county\n", "\n", 1, "'otherwise' is missing"),
        ("kind: choose_one", "kind: rank", 8, "not one of the values known here"),
        ("shown: point", "shown: everywhere", 5, "not one of the values"),
        ("working_days: 5", "working_days: soon", 6, "not a whole number"),
        ("key: pothole", "key: litter", 9, "stands here twice"),
        ("in_charge: county", "in_charge: county\n  colour: red", 12, "'colour' is not known here"),
        (', {key: more, text: "More"}]', "]", 8, "too few options"),
    ],
)
def test_a_fault_is_told_with_its_line(
    county: County, tmp_path: Path, was: str, now: str, line: int, told: str
) -> None:
    _counts, report = load(tmp_path, GOOD.replace(was, now))
    faults = [fault for fault in report.faults if told in fault.message]
    assert faults, report.faults
    assert faults[0].line == line
    assert faults[0].file.endswith("categories.yaml")


def test_a_scheme_names_its_body(county: County, tmp_path: Path) -> None:
    good = '- {key: watch, title: "Watch", organisation: county}\n'
    assert load(tmp_path, good, "watch.yaml")[0] == {"watch schemes": 1}
    _counts, report = load(tmp_path, good.replace("county}", "nobody}"), "watch.yaml")
    assert "no organisation" in report.faults[0].message


def test_only_an_administrator_loads(county: County, tmp_path: Path) -> None:
    with pytest.raises(Refused):
        load_pack(tmp_path, Report(tmp_path), RESIDENT)
