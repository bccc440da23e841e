"""What the papers of 2011 get wrong, as the pack declares them: how many findings of each check, and some by name."""

from __future__ import annotations

import csv
import json
from collections import Counter
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from folkmoot.site.cli import main
from folkmoot_core.reconcile import Check, Finding, reconcile_pack

PACK = Path("packs/kent-2011")
COUNTS = {
    Check.TOTAL: 8,
    Check.PART: 3,
    Check.OUTSIDE: 5,
    Check.PERCENTAGE: 6,
    Check.FORMULA: 4,
    Check.INPUT: 1,
    Check.SOURCES: 81,
    Check.LIST: 2,
    Check.DATES: 15,
    Check.RULE: 19,
    Check.MISSING: 18,
    Check.NUMBERING: 4,
    Check.CLASSES: 1,
}


@cache
def found() -> list[Finding]:
    return reconcile_pack(PACK)


def test_how_many_findings_of_each_check() -> None:
    assert Counter(each.check for each in found()) == {str(check): count for check, count in COUNTS.items()}


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("106", "104"),  # 28 + 47 + 20 + 9
        ("8865.65", "8625"),  # compensation
        ("80.0", "75.0"),  # a target above both its parts
        ("1416", "1488"),  # court disposals in the forecast, and as stated
        ("28.8", "28.4"),  # by the letter's own figures
        ("744", "743"),
        ("5", "3"),  # chief executives on the second board
        ("594", "773"),  # whose age and gender is told
        ("64", "84"),  # days of consultation
    ],
)
def test_faults_that_are_known(printed: str, expected: str) -> None:
    numbers = [(each.printed, each.expected) for each in found()]
    assert (Decimal(printed), Decimal(expected)) in numbers


def test_each_finding_says_where_and_why() -> None:
    for each in found():
        assert each.sources, each.what
        assert each.explanation, each.what
    said = [each.sentence for each in found()]
    assert len(said) == len(set(said))


def test_the_command_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["reconcile", str(PACK), "--json"]) == 0
    findings = json.loads(capsys.readouterr().out)["findings"]
    assert len(findings) == sum(COUNTS.values())
    keys = {"check", "what", "printed", "expected", "difference", "explanation", "sources"}
    assert all(set(each) == keys for each in findings)
    decisions = next(each for each in findings if each["what"] == "Decisions of the Ombudsman: 2010/11, Total")
    assert (decisions["printed"], decisions["expected"], decisions["difference"]) == (106, 104, 2)


def test_a_folder_that_is_no_pack(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["reconcile", "docs"]) == 1
    assert "no pack.yaml" in capsys.readouterr().err


def test_the_tables_of_cases_are_printed_once_and_alike() -> None:
    """The figures by unit stand in the pack twice, by the names of the paper and by our keys: with the same numbers."""
    with (PACK / "complaints/past/cases-published.csv").open(encoding="utf-8", newline="") as file:
        published = Counter(
            (row["table"], row["printed"].replace(",", ""))
            for row in csv.DictReader(file)
            if row["table"] in ("complaints", "comments", "compliments") and row["printed"].strip("*").isdigit()
        )
    tables: Counter[tuple[str, str]] = Counter()
    for name in ("complaints", "comments", "compliments"):
        with (PACK / "figures/tables" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            _head, *rows = csv.reader(file)
        cells = [cell.replace(",", "").rstrip("*") for row in rows for cell in row[1:]]
        tables.update((name, cell) for cell in cells if cell.isdigit())
    assert tables == published
