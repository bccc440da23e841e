"""Made-up responses that R's survey package was asked about, and what it answered.

Twice: as they are kept beside the tests, and, where R is installed, drawn anew and asked again.
"""

from __future__ import annotations

import csv
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.core.weighting.made_up import ORACLE, Responses, write_responses

FRESH_SEED = 1066


@pytest.fixture(scope="session", params=["kept", "asked anew"])
def oracle(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of responses.csv and expected.csv."""
    if request.param == "kept":
        return ORACLE
    if not shutil.which("Rscript"):
        pytest.skip("R is not installed")
    folder = tmp_path_factory.mktemp("oracle")
    write_responses(folder / "responses.csv", FRESH_SEED)
    asked = subprocess.run(
        ["Rscript", str(ORACLE / "make_expected.R")], cwd=folder, capture_output=True, text=True, check=False
    )
    if "no package called" in asked.stderr:
        pytest.skip("R is installed without its survey package")
    assert asked.returncode == 0, asked.stderr
    return folder


@pytest.fixture(scope="session")
def responses(oracle: Path) -> Responses:
    with (oracle / "responses.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return Responses({name: [row[name] for row in rows] for name in rows[0]})


@pytest.fixture(scope="session")
def expected(oracle: Path) -> Callable[[str], dict[str, float]]:
    """All that R said under one name: {key: value}."""
    found: dict[str, dict[str, float]] = {}
    with (oracle / "expected.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found.setdefault(row["measure"], {})[row["key"]] = float(row["value"])
    return lambda measure: found[measure]
