"""`folkmoot chart` from the outside."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from folkmoot.site import cli

Capture = pytest.CaptureFixture[str]
CALM = [10, 12, 9, 11, 10, 8, 11, 9, 12, 10, 9, 11]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return write(tmp_path, [f"2010-{place + 1:02},{value}" for place, value in enumerate(CALM)])


def write(folder: Path, rows: list[str]) -> Path:
    path = folder / "figures.csv"
    path.write_text("\n".join(["period,value", *rows, ""]), encoding="utf-8")
    return path


def asked(capsys: Capture, *words: object) -> dict[str, Any]:
    assert cli.main(["chart", *map(str, words), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert isinstance(found, dict)
    return found


def refused(capsys: Capture, *words: object) -> str:
    assert cli.main(["chart", *map(str, words)]) == 1
    return capsys.readouterr().err


def test_the_json_of_the_issue(capsys: Capture, file: Path) -> None:
    found = asked(capsys, file, "--target", 9, "--polarity", "up")
    assert {"points", "variation", "assurance", "statement"} <= found.keys()
    assert found["points"][0] | {"mean": 0, "lower_limit": 0, "upper_limit": 0} == found["points"][0] | {
        "period": "2010-01",
        "value": 10.0,
        "mean": 0,
        "lower_limit": 0,
        "upper_limit": 0,
        "special_cause": None,
    }
    assert (found["variation"], found["assurance"]) == ("common_cause", "inconsistent")
    assert found["statement"] == "No real change since January 2010; will sometimes miss its target of 9."


def test_every_option_reaches_the_core(capsys: Capture, tmp_path: Path) -> None:
    odd = [*CALM, 60, *CALM]
    path = write(tmp_path, [f"{2010 + place // 12}-{place % 12 + 1:02},{value}" for place, value in enumerate(odd)])
    plain = asked(capsys, path)["points"]
    assert asked(capsys, path, "--no-screening")["points"][0]["upper_limit"] > plain[0]["upper_limit"]
    assert asked(capsys, path, "--baseline", 12)["points"][0]["mean"] == pytest.approx(sum(CALM) / 12)
    rebased = asked(capsys, path, "--rebase", "2011-02=moved house")
    assert [(segment["from"], segment["reason"]) for segment in rebased["segments"]] == [
        ("2010-01", None),
        ("2011-02", "moved house"),
    ]
    assert "without a reason" in asked(capsys, path, "--rebase", "2011-02")["warnings"][0]
    assert plain[12]["special_cause"] == "Above UCL"
    assert asked(capsys, path, "--polarity", "down")["points"][12]["shows"] == "special_cause_concern"


def test_in_words(capsys: Capture, file: Path) -> None:
    assert cli.main(["chart", str(file), "--target", "9", "--polarity", "up", "--within", "0,12"]) == 0
    printed = capsys.readouterr().out
    assert printed.startswith("No real change since January 2010; will sometimes miss its target of 9.\n")
    assert "2010-12  11" in printed
    assert "12.00" in printed
    assert "limits at 2.66 mean moving ranges from the mean" in printed


def test_pictures(capsys: Capture, file: Path, tmp_path: Path) -> None:
    svg, png = tmp_path / "a.svg", tmp_path / "a.png"
    assert cli.main(["chart", str(file), "--svg", str(svg), "--png", str(png), "--title", "On time"]) == 0
    assert "On time" in svg.read_text(encoding="utf-8")
    assert png.read_bytes().startswith(b"\x89PNG")
    assert "There is no folder" in refused(capsys, file, "--svg", tmp_path / "no" / "a.svg")


def test_a_run_chart(capsys: Capture, file: Path) -> None:
    found = asked(capsys, file, "--run-chart")
    assert found["points"][0] == {"period": "2010-01", "value": 10.0, "median": 10.0, "special_cause": None}
    assert cli.main(["chart", str(file), "--run-chart"]) == 0
    assert "No real change found" in capsys.readouterr().out
    assert "no use for --target" in refused(capsys, file, "--run-chart", "--target", 9)


def test_numbers_as_people_write_them(capsys: Capture, tmp_path: Path) -> None:
    path = write(tmp_path, ['2010-01,"1,200"', '2010-02,"12,345.5"', "2010-03,7"])
    assert [point["value"] for point in asked(capsys, path)["points"]] == [1200.0, 12345.5, 7.0]
    path = write(tmp_path, ["2010-01,81.4%", "2010-02,90 %"])
    assert [point["value"] for point in asked(capsys, path)["points"]] == [81.4, 90.0]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (["2010-01,1", "soon,2"], "figures.csv:3: period: 'soon' is not a period. Write it like 2010-04"),
        (["2010-01,1", "2010-02,many"], "figures.csv:3: value: 'many' is not a number."),
        (["2010-01,1", "2010-02,"], "figures.csv:3: value: This cell is empty."),
        (["2010-01,1", "2010-02,nan"], "figures.csv:3: value: 'nan' is not a number."),
        (["2010-02,1", "2010-01,2"], "figures.csv:3: period: '2010-01' comes after '2010-02'. Put the oldest first."),
        (["2010-01,1", "2010-01,2"], "figures.csv:3: period: '2010-01' is there twice."),
        (["2010-01,1", "2010/11,2"], "figures.csv:3: period: '2010/11' is a financial year"),
        (["2010-01,1%", "2010-02,2"], "figures.csv:3: value: Some values have a per cent sign"),
        (["2010-01,1,2"], "figures.csv:2: This row has 3 cells; the header has 2."),
        ([], "figures.csv:2: There are no rows below the header."),
    ],
)
def test_bad_files_are_told_with_line_and_mend(capsys: Capture, tmp_path: Path, rows: list[str], said: str) -> None:
    assert said in refused(capsys, write(tmp_path, rows))


def test_other_bad_input(capsys: Capture, file: Path, tmp_path: Path) -> None:
    assert "The file is missing" in refused(capsys, tmp_path / "no.csv")
    assert "There is no period “2020-01”" in refused(capsys, file, "--rebase", "2020-01")
    assert "Limits cannot be fixed from 1 points" in refused(capsys, file, "--baseline", 1)
    (tmp_path / "wrong.csv").write_text("month,figure\n2010-01,3\n", encoding="utf-8")
    assert "The column 'period' is missing." in refused(capsys, tmp_path / "wrong.csv")
    with pytest.raises(SystemExit) as ended:
        cli.main(["chart", str(file), "--polarity", "sideways"])
    assert ended.value.code == 2
