"""folkmoot themes assign, ask, audit and agree, as an analyst runs them."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from folkmoot.site.cli import main

COMMENTS = [
    "The bus is always late and the timetable is a joke",
    "Buses never turn up on time on Sundays",
    "Fares are far too expensive for a family",
    "A day ticket costs too much",
    "Mae'r bws bob amser yn hwyr ac nid yw'r gyrwyr yn aros amdanom ni yn y pentref",
    "",
]
CODEBOOK = """\
- name: Punctual buses
  description: Buses that come late or not at all
  examples: ["The 12 was late again this morning"]
- name: Fares
  examples: ["Tickets cost too much"]
- name: Trees
"""


def write(path: Path, columns: dict[str, list[str]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(columns)
        writer.writerows(zip(*columns.values(), strict=True))
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path / "comments.csv", {"id": [f"r{row}" for row in range(6)], "said": COMMENTS})
    (tmp_path / "codebook.yaml").write_text(CODEBOOK, encoding="utf-8")
    return tmp_path


def told(capsys: pytest.CaptureFixture[str], *arguments: object) -> Any:
    assert main(["themes", *map(str, arguments), "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_assign(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command = ("assign", folder / "comments.csv", "--text", "said", "--codebook", folder / "codebook.yaml")
    found = told(capsys, *command)["rows"]
    assert [row["row"] for row in found] == list(range(6))
    first = [row["labels"][0]["name"] for row in found[:4]]
    assert first == ["Punctual buses", "Punctual buses", "Fares", "Fares"]
    for row in found[:4]:
        sure = [label["confidence"] for label in row["labels"]]
        assert len(sure) == 3
        assert sure == sorted(sure, reverse=True)
        assert "read_by" not in row
    assert found[4]["read_by"] == "words"  # Welsh
    assert found[5]["labels"] == []
    assert told(capsys, *command)["rows"] == found
    assert main(["themes", *map(str, command)]) == 0
    assert "audit them first" in capsys.readouterr().out


def test_ask(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command = ("ask", folder / "comments.csv", "--text", "said", "--codebook", folder / "codebook.yaml")
    rows = [row["row"] for row in told(capsys, *command, "--how-many", 2)["rows"]]
    assert len(set(rows)) == 2
    assert 5 not in rows


def test_audit(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    machine = ["Fares|Trees", "Fares", "-", "Trees"] * 50
    people = ["Fares" if row % 4 < 2 else "-" for row in range(100)] + [""] * 100
    file = write(tmp_path / "a.csv", {"machine": machine, "people": people, "stance": ["for", "against"] * 100})
    found = told(capsys, "audit", file, "--machine", "machine", "--people", "people", "--stance", "stance")
    assert (found["comments"], found["audited"]) == (200, 100)
    fares, trees = found["themes"]
    assert (fares["name"], fares["share"], trees["share"]) == ("Fares", 0.5, 0)
    assert trees["low"] == 0 < trees["high"] < 0.06
    assert [part["stance"] for part in found["stances"]] == ["for", "against"]
    assert len(set(told(capsys, "audit", file, "--machine", "machine", "--draw", 30)["rows"])) == 30
    assert main(["themes", "audit", str(file), "--machine", "machine", "--people", "people"]) == 0
    assert "Fares: 50.0% (95% interval" in capsys.readouterr().out


def test_agree(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = write(
        tmp_path / "a.csv",
        {"anna": ["a", "b", "a|b", "-", ""], "ben": ["a", "b", "a", "-", "a"], "machine": ["a", "a", "a", "a", "a"]},
    )
    found = told(capsys, "agree", file, "--coders", "anna,ben,machine")["pairs"]
    assert [pair["coders"] for pair in found] == [["anna", "ben"], ["anna", "machine"], ["ben", "machine"]]
    assert [pair["comments"] for pair in found] == [4, 4, 5]
    assert found[0]["alpha"]["value"] > found[1]["alpha"]["value"]
    assert main(["themes", "agree", str(file), "--coders", "anna,ben"]) == 0
    assert "Krippendorff's alpha" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("assign", "comments.csv", "--text", "said", "--codebook", "none.yaml"), "none.yaml"),
        (("audit", "comments.csv", "--machine", "said"), "Which column holds what people said?"),
        (("agree", "comments.csv", "--coders", "said"), "Agreement needs two coders."),
    ],
)
def test_what_is_missing_is_said(
    folder: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], sentence: str
) -> None:
    whole = [str(folder / each) if each.endswith((".csv", ".yaml")) else each for each in arguments]
    assert main(["themes", *whole]) == 1
    assert sentence in capsys.readouterr().err
