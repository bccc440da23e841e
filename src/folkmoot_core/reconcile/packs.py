"""All of a pack: its published figures, its printed tables and its registers, held against each other."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from folkmoot_core.packfiles import Report
from folkmoot_core.reconcile.arithmetic import Finding
from folkmoot_core.reconcile.checking import check_figures
from folkmoot_core.reconcile.figures import Check
from folkmoot_core.reconcile.reading import read_figures
from folkmoot_core.reconcile.registers import check_registers
from folkmoot_core.values import Fault, Invalid

_YEAR = 365  # days


def reconcile_pack(pack: Path) -> list[Finding]:
    """Every finding, the weightiest first. Raises Invalid where the folder is no pack, and with file and line for what
    cannot be read."""
    if not (pack / "pack.yaml").is_file():
        mend = "Name the folder of a pack, such as packs/example."
        raise Invalid([Fault("PACK", f"There is no pack.yaml in {pack}.", mend)])
    report = Report(pack)
    book = read_figures(pack, report)
    report.raise_if_any()
    found = [*check_figures(book), *check_registers(pack, report)]
    report.raise_if_any()
    return sorted(found, key=_weight)


def _weight(finding: Finding) -> tuple[int, float]:
    """By kind of check, as `Check` has them in order; of one kind, what is furthest from the expected first: in parts
    of it, or in years between dates."""
    kinds = [str(check) for check in Check]
    apart = abs(float(finding.difference)) if finding.difference is not None else 0.0
    if isinstance(finding.expected, str):
        apart /= _YEAR
    elif finding.expected:
        apart /= abs(float(finding.expected))
    return kinds.index(finding.check), -apart


def finding_as_json(finding: Finding) -> dict[str, Any]:
    """Numbers as numbers, words as words."""
    return {
        "check": finding.check,
        "what": finding.what,
        "printed": _plain(finding.printed),
        "expected": _plain(finding.expected),
        "difference": None if finding.difference is None else _plain(finding.difference),
        "explanation": finding.explanation,
        "sources": list(finding.sources),
    }


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return value
    return int(value) if value == value.to_integral_value() else float(value)
