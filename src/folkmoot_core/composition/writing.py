"""What the rules say of a board, as plain values for JSON."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from folkmoot_core.composition.values import Board, Finding, Verdict


def as_json(
    board: Board, findings: Sequence[Finding], day: date, profile: str, contradictions: Sequence[str] = ()
) -> dict[str, Any]:
    """What the rules say of a board, for another program; the same from a file and from the register."""
    return {
        "body": board.key,
        "name": board.name,
        "on": day.isoformat(),
        "profile": profile,
        "members": len(board.sitting(day)),
        "kept": not any(each.verdict == Verdict.BROKEN for each in findings),
        "findings": [_finding(each) for each in findings],
        "contradictions": list(contradictions),
    }


def _finding(finding: Finding) -> dict[str, Any]:
    waiver = finding.waiver
    return {
        "rule": finding.rule,
        "kind": finding.kind,
        "verdict": str(finding.verdict),
        "asks": finding.asks,
        "found": finding.found,
        "names": list(finding.names),
        "sentence": finding.sentence,
        "source": finding.source,
        "waiver": {
            "given_by": waiver.given_by,
            "why": waiver.why,
            "from": waiver.first.isoformat(),
            "until": waiver.until.isoformat() if waiver.until else None,
        }
        if waiver
        else None,
    }
