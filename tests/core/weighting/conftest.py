"""The made-up responses that R's survey package was asked about, and what it answered."""

from __future__ import annotations

import csv
from collections.abc import Callable

import pytest
from tests.core.weighting.made_up import ORACLE, Responses


@pytest.fixture(scope="session")
def responses() -> Responses:
    with (ORACLE / "responses.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return Responses({name: [row[name] for row in rows] for name in rows[0]})


@pytest.fixture(scope="session")
def expected() -> Callable[[str], dict[str, float]]:
    """All that R said under one name: {key: value}."""
    found: dict[str, dict[str, float]] = {}
    with (ORACLE / "expected.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found.setdefault(row["measure"], {})[row["key"]] = float(row["value"])
    return lambda measure: found[measure]
