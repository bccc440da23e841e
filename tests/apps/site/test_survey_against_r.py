"""The command line against R's survey package, on files as R writes them: made-up ones, and those that come with it."""

from __future__ import annotations

import csv
import json
import shutil
import subprocess
from itertools import groupby
from operator import itemgetter
from pathlib import Path

import pytest
from tests.core.weighting.made_up import ORACLE

from folkmoot.site import cli

CLOSE = {"rel": 1e-9, "abs": 1e-9}
SCRIPT = ORACLE / "make_files.R"


@pytest.fixture(scope="module", params=["kept", "asked anew"])
def folder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    if request.param == "kept":
        return ORACLE / "files"
    if not shutil.which("Rscript"):
        pytest.skip("R is not installed")
    made = tmp_path_factory.mktemp("files")
    asked = subprocess.run(["Rscript", str(SCRIPT), str(made), "all"], capture_output=True, text=True, check=False)
    if "no package called" in asked.stderr:
        pytest.skip("R is installed without its survey package")
    assert asked.returncode == 0, asked.stderr
    return made


def test_tables_are_those_of_svymean_and_svyby(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with (folder / "expected.csv").open(encoding="utf-8", newline="") as file:
        expected = list(csv.DictReader(file))
    one_table = itemgetter("file", "column", "by", "weights")
    for (name, column, by, weights), rows in groupby(expected, one_table):
        words = ["survey", "tables", str(folder / name), "--columns", column, "--no-disclosure", "--json"]
        words += ["--by", by] if by else []
        words += ["--weights", weights] if weights else []
        assert cli.main(words) == 0
        table = json.loads(capsys.readouterr().out)["tables"][0]
        wanted = {(row["level"], row["by_level"]): row for row in rows}
        shown = {(row["level"], row["by_level"] or ""): row for row in table["rows"]}
        assert set(shown) == set(wanted), (name, column, by)
        assert table["base"] == sum(int(row["count"]) for row in wanted.values())
        for key, row in shown.items():
            for figure in ("count", "weighted", "percent", "se", "low", "high"):
                where = (name, column, by, key, figure)
                if row[figure] is None:  # nobody of the group answered; R says 0 or nothing
                    assert wanted[key][figure] in ("", "0", "NaN", "NA"), where
                else:
                    assert row[figure] == pytest.approx(float(wanted[key][figure]), **CLOSE), where
