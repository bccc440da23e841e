"""`folkmoot snapshot`: tables come out again byte for byte, and damage is said in a sentence."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from tests.core.snapshots.parks import small_questionnaire

from folkmoot.site.cli import main
from folkmoot_core.questionnaires import from_document
from folkmoot_core.snapshots import Taken, Trait, batch_of, plan_columns, write_snapshot

DISTRICT = Trait("district", "District", (("north", "North"), ("south", "South")))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    parks = from_document(small_questionnaire())
    asked = [question.key for question in parks.questions]
    rows = [
        Taken(
            number,
            {"like": "abc"[number * number % 3], "which": ["a", "b"] if number % 2 else ["c"]},
            asked,
            {"district": "north" if number % 7 < 5 else "south"},
        )
        for number in range(100)
    ]
    book = plan_columns([parks], [DISTRICT])
    return write_snapshot(tmp_path_factory.mktemp("store"), book, [batch_of(parks, rows, traits=[DISTRICT])]).folder


@pytest.fixture
def margins(tmp_path: Path) -> Path:
    path = tmp_path / "margins.csv"
    path.write_text("variable,level,total\ntrait:district,north,500\ntrait:district,south,500\n")
    return path


def run(capsys: pytest.CaptureFixture[str], *words: str, code: int = 0) -> str:
    assert main(["snapshot", *words]) == code
    found = capsys.readouterr()
    return found.err if code else found.out


def test_it_shows_what_it_holds(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shown = json.loads(run(capsys, "show", str(folder)))
    assert (shown["snapshot"], shown["responses"]) == (folder.name, 100)
    levels = {column["name"]: column["levels"] for column in shown["columns"]}
    assert levels["trait:district"] == {"north": "North", "south": "South"}


def test_tables_come_out_again_byte_for_byte(
    folder: Path, margins: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = str(tmp_path / "out")
    plain = run(capsys, "tables", str(folder), "--columns", "like,which", "--out", out)
    by = run(capsys, "tables", str(folder), "--columns", "which", "--by", "trait:district", "--out", out)
    weighed = ["tables", str(folder), "--columns", "like", "--margins", str(margins), "--out", out]
    files = [*plain.split(), *by.split(), *run(capsys, *weighed).split()]
    assert len(set(files)) == 4
    checked = json.loads(run(capsys, "verify", str(folder), *(word for file in files for word in ("--table", file))))
    assert (checked["digest"], checked["responses"], len(checked["tables"])) == (folder.name, 100, 4)
    table = json.loads(Path(plain.split()[0]).read_bytes())
    assert table["snapshot"] == folder.name
    assert [row["count"] for row in table["rows"]] == [34, 66, 0]
    assert sum(row["count"] for row in table["rows"]) == table["base"] == 100
    heavy = json.loads(Path(files[-1]).read_bytes())
    assert sum(row["weighted"] for row in heavy["rows"]) == pytest.approx(1000)


def test_a_changed_figure_is_found(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "like.json"
    run(capsys, "tables", str(folder), "--columns", "like", "--out", str(tmp_path))
    file.write_text(file.read_text().replace('"count": 34', '"count": 35'))
    assert "rows differs" in run(capsys, "verify", str(folder), "--table", str(file), code=1)
    file.write_text(file.read_text().replace(folder.name, "0" * 64))
    assert "another snapshot" in run(capsys, "verify", str(folder), "--table", str(file), code=1)
    file.write_text("[]")
    assert "not a table" in run(capsys, "verify", str(folder), "--table", str(file), code=1)


def test_damage_is_a_sentence(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    copy = tmp_path / folder.name
    shutil.copytree(folder, copy)
    (copy / "counted" / "000000.parquet").write_bytes(b"broken")
    assert "not as it was written" in run(capsys, "verify", str(copy), code=1)
    assert "cannot be counted" in run(capsys, "tables", str(copy), "--columns", "like", code=1)
    assert "no such column" in run(capsys, "tables", str(folder), "--columns", "nothing", code=1)
    assert "gives no groups" in run(capsys, "tables", str(folder), "--columns", "like", "--by", "which", code=1)
    assert "there is no snapshot here" in run(capsys, "show", str(tmp_path), code=1)


def test_small_numbers_are_hidden_unless_asked_for(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["tables", str(folder), "--columns", "order:a:place"]
    assert json.loads(run(capsys, *words))["base"] == 0
    words = ["tables", str(folder), "--columns", "like", "--by", "trait:district"]
    open_ = json.loads(run(capsys, *words, "--no-disclosure"))
    assert open_["recipe"]["policy"] is None
    assert not any(row["suppressed"] for row in open_["rows"])
