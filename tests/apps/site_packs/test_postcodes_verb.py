"""`folkmoot postcodes import`, as a person types it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.factories.places import PlaceFactory

from folkmoot.site.cli import main

pytestmark = pytest.mark.django_db

FILE = "pcds,doterm,oslaua,osward\nAY1 1AA,,X07000001,X05000001\nAY1 1AB,,X07000002,X05000002\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    PlaceFactory(code="X07000001")
    path = tmp_path / "onspd.csv"
    path.write_text(FILE, encoding="utf-8")
    return path


def test_it_says_what_was_done(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["postcodes", "import", str(file)]) == 0
    shown = capsys.readouterr().out
    assert "Rows read: 2. Postcodes put there: 1." in shown
    assert "in districts that the site does not know: 1." in shown
    assert main(["postcodes", "import", str(file), "--all", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {
        "read": 2,
        "written": 2,
        "ended": 0,
        "elsewhere": 0,
        "new_places": 2,
    }


def test_it_lists_faults_and_fails(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file.write_text(FILE.replace("AY1 1AA", "AY1 1A"), encoding="utf-8")
    assert main(["postcodes", "import", str(file)]) == 1
    shown = capsys.readouterr()
    assert "onspd.csv:2: 'AY1 1A' is not a whole postcode." in shown.err
    assert "Traceback" not in shown.out + shown.err
