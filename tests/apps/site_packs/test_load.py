"""Loading a pack: all of it or nothing, again without change, and every fault with its place and its mend."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core import serializers

from folkmoot.ground.accounts.models import User
from folkmoot.ground.audit.models import Entry
from folkmoot.ground.base.models import Setting
from folkmoot.ground.base.policies import RESIDENT, Refused
from folkmoot.ground.base.public import site_identity, working_calendar
from folkmoot.ground.bodies.models import Membership, Organisation
from folkmoot.ground.places.models import Place, Postcode
from folkmoot.site.cli import main
from folkmoot.site.packs.loader import load
from folkmoot.site.registries import offered

pytestmark = pytest.mark.django_db

EXAMPLE = Path(__file__).parents[3] / "packs" / "example"
TODAY = date(2026, 11, 23)


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return Path(shutil.copytree(EXAMPLE, tmp_path / "example"))


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def everything(*, history: bool = True) -> dict[str, Any]:
    """Every row of every table of ours, as JSON, by table."""
    return {
        model._meta.label: serializers.serialize("json", model._default_manager.order_by("pk"))
        for config in apps.get_app_configs()
        if config.name.startswith("folkmoot.") and (history or config.label != "audit")
        for model in config.get_models()
    }


def told(folder: Path, **how: Any) -> list[str]:
    """The faults of a loading, as "file, line, where: message mend"."""
    result = load(folder, today=TODAY, **how)
    assert not result.ok
    assert result.counts == {}
    return [line for line in result.report.as_text().splitlines() if "Nothing was loaded" not in line]


def test_the_example_is_loaded_whole() -> None:
    result = load(EXAMPLE, today=TODAY, demo=True)
    assert result.report.as_text() == "No faults."
    assert result.counts["places"]["places"] == Place.objects.count()
    assert result.counts["places"]["postcodes"] == Postcode.objects.count()
    assert result.counts["bodies"]["memberships"] == Membership.objects.count()
    assert User.objects.filter(is_demo=True).count() == result.counts["demo"]["demo people"] == 9
    identity = site_identity()
    assert (identity["county"], identity["pack"], identity["standards"]["minimum_days"]) == ("Anyshire", "example", 84)
    county = Place.objects.get(code=identity["county_place"])
    assert {place.kind for place in county.children.all()} == {"district"}
    assert Entry.objects.get(verb="pack.loaded").changes["rows"][1]["places"] == result.counts["places"]


def test_loading_again_changes_nothing() -> None:
    first = load(EXAMPLE, today=TODAY, demo=True)
    before = everything(history=False)
    second = load(EXAMPLE, today=date(2027, 1, 1), demo=True)
    assert second.ok
    assert everything(history=False) == before
    for section in ("places", "bodies", "calendars", "demo"):
        assert second.counts[section] == first.counts[section]


def test_loading_a_pack_that_changed_changes_only_that(pack: Path) -> None:
    load(pack, today=TODAY)
    before = everything(history=False)
    replace(pack / "bodies" / "organisations.csv", "Anyshire Parks Board", "Anyshire Board for Parks")
    replace(pack / "places" / "postcodes.csv", "2.05000", "2.05001")
    assert load(pack, today=TODAY).ok
    after = everything(history=False)
    assert {table for table in after if after[table] != before[table]} == {"places.Postcode", "bodies.Organisation"}
    assert Organisation.objects.get(key="parks_board").name == "Anyshire Board for Parks"


def test_what_a_pack_brings_agrees_with_itself() -> None:
    assert load(EXAMPLE, today=TODAY, demo=True).ok
    assert [sentence for _label, consistency in offered("consistency") for sentence in consistency()] == []


def test_demonstration_people_come_only_in_demo_mode() -> None:
    assert "demo" not in load(EXAMPLE, today=TODAY, demo=False).counts
    assert not User.objects.exists()


def test_a_fault_in_the_last_section_leaves_the_database_untouched(pack: Path) -> None:
    before, identity = everything(), site_identity()
    (consultation,) = (pack / "consultations").glob("*/consultation.yaml")
    replace(consultation, "slug:", "slugg:")
    assert any("slugg" in line for line in told(pack, demo=True))
    assert everything() == before
    assert site_identity() == identity


FAULTS: dict[str, tuple[str, str, str, str]] = {
    "an unknown district": (
        "places/postcodes.csv",
        "AY1 1AA,X07000001",
        "AY1 1AA,X07000009",
        "places/postcodes.csv, line 2, district: No district 'X07000009' is in places.csv. Add it or mend the code.",
    ),
    "half a postcode": (
        "places/postcodes.csv",
        "AY1 1AA,",
        "AY1 1,",
        "places/postcodes.csv, line 2, postcode: 'AY1 1' is not a whole postcode. Write it whole, such as AB1 2CD.",
    ),
    "an unknown parent": (
        "places/places.csv",
        "Northby,district,X10000001",
        "Northby,district,X10000009",
        "places/places.csv, line 3, parent: The place 'X10000009' is not in places.csv. Add it or mend the code.",
    ),
    "a county inside its own district": (
        "places/places.csv",
        "Anyshire,county,,",
        "Anyshire,county,X07000001,",
        "places/places.csv, line 2, parent: This place lies inside itself, through its parents. Mend the parent.",
    ),
    "a slug that another has": (
        "places/places.csv",
        "X07000001,northby,",
        "X07000001,anyshire,",
        "places/places.csv, line 3, slug: The slug 'anyshire' belongs to X10000001 already. Give each place its own.",
    ),
    "an unknown body": (
        "bodies/memberships.csv",
        "una_northgate,parks_board",
        "una_northgate,park_board",
        (
            "bodies/memberships.csv, line 3, organisation: 'park_board' is not in organisations.csv. "
            "Add it or mend the key."
        ),
    ),
    "an unknown kind of body": (
        "bodies/organisations.csv",
        "Parks Board,board,",
        "Parks Board,bord,",
        (
            "bodies/organisations.csv, line 3, classification: 'bord' is not one of the values known here. "
            "Did you mean 'board'?"
        ),
    ),
    "a misspelt key": (
        "pack.yaml",
        "colours:",
        "colour:",
        "pack.yaml, line 6, colour: 'colour' is not known here. Did you mean 'colours'?",
    ),
    "a colour that is none": (
        "pack.yaml",
        '"#2b4c1f"',
        "green",
        "pack.yaml, line 6, colours.brand: 'green' is not a colour. Write it as “#1d3f72”, in quotes.",
    ),
    "a time zone that is none": (
        "pack.yaml",
        "Europe/London",
        "Europe/Anyshire",
        "pack.yaml, line 5, timezone: There is no time zone 'Europe/Anyshire'. Write it as Europe/London.",
    ),
    "a county that is no place": (
        "pack.yaml",
        "place: X10000001",
        "place: X10000009",
        "pack.yaml, line 3, county: The place 'X10000009' is not in places/places.csv. Add it or mend the code.",
    ),
    "an address that the site uses itself": (
        "consultations/parks/consultation.yaml",
        "slug: parks",
        "slug: outcomes",
        (
            "consultations/parks/consultation.yaml, line 1, slug: The site has a page of its own at 'outcomes'. "
            "Choose another slug."
        ),
    ),
    "a holiday on no day": (
        "calendars/bank_holidays.csv",
        "2025-01-01",
        "2025-02-30",
        (
            "calendars/bank_holidays.csv, line 2, date: '2025-02-30' is not a date. "
            "Write year-month-day, such as 2011-06-20."
        ),
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_each_fault_is_told_once_with_its_place_and_its_mend(pack: Path, name: str) -> None:
    file, old, new, sentence = FAULTS[name]
    replace(pack / file, old, new)
    assert told(pack) == [sentence]
    assert not Place.objects.exists()


def test_all_faults_are_told_at_once_in_order_of_file_and_line(pack: Path) -> None:
    for name in ("a misspelt key", "an unknown body", "half a postcode", "a holiday on no day"):
        file, old, new, _sentence = FAULTS[name]
        replace(pack / file, old, new)
    lines = told(pack)
    assert [line.split(",")[0] for line in lines] == [
        "bodies/memberships.csv",
        "calendars/bank_holidays.csv",
        "pack.yaml",
        "places/postcodes.csv",
    ]


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("demo", "demos", "demos: A pack has no folder of this name. Did you mean 'demo'?"),
        ("places/postcodes.csv", "places/postcode.csv", "places/postcode.csv: This file is not known here."),
        ("bodies/posts.csv", "bodies/post.csv", "bodies/post.csv: This file is not known here."),
        ("places/places.csv", "places/nothing", "places/places.csv: The file is missing. Add it to the pack."),
    ],
)
def test_a_misnamed_file_is_not_passed_over_in_silence(pack: Path, old: str, new: str, says: str) -> None:
    (pack / old).rename(pack / new)
    assert any(line.startswith(says) for line in told(pack))


def test_a_folder_that_is_no_pack_is_a_fault_not_an_error(tmp_path: Path) -> None:
    assert told(tmp_path) == ["pack.yaml: The file is missing. Add it to the pack."]
    assert told(tmp_path / "nowhere") == ["pack.yaml: The file is missing. Add it to the pack."]


def test_only_an_administrator_may_load(pack: Path) -> None:
    with pytest.raises(Refused):
        load(pack, by=RESIDENT)
    assert not Setting.objects.exists()


def test_holidays_are_kept_only_where_they_differ(pack: Path) -> None:
    load(pack, today=TODAY)
    assert not Setting.objects.filter(key="holidays").exists()
    path = pack / "calendars" / "bank_holidays.csv"
    path.write_text(path.read_text(encoding="utf-8") + "scotland,2026-11-30,St Andrew's Day,\n", encoding="utf-8")
    load(pack, today=TODAY)
    assert Setting.objects.get(key="holidays").value == {"scotland": {"2026-11-30": "St Andrew's Day"}}
    assert not working_calendar("scotland").is_working_day(date(2026, 11, 30))
    assert working_calendar().is_working_day(date(2026, 11, 30))
    with pytest.raises(ValueError, match="no national calendar 'wessex'"):
        working_calendar("wessex")


def test_the_command_says_what_was_loaded(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["load", str(EXAMPLE)]) == 0
    assert "Loaded example:" in capsys.readouterr().out


def test_the_command_lists_faults_and_fails(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    replace(pack / "pack.yaml", "colours", "colour")
    assert main(["load", str(pack)]) == 1
    shown = capsys.readouterr()
    assert "Did you mean 'colours'?" in shown.out + shown.err
    assert "Traceback" not in shown.out + shown.err
    assert main(["load", str(pack), "--json"]) == 1
    document = json.loads(capsys.readouterr().out)
    assert (document["ok"], document["faults"][0]["line"], document["faults"][0]["file"]) == (False, 6, "pack.yaml")
