"""Edits as a JSON document, to be stored beside a report, and back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from folkmoot_core.reports.edits import Edits, Inserted, Rewritten, Seen
from folkmoot_core.values import Fault, Invalid


def as_document(edits: Edits) -> dict[str, Any]:
    """Plain lists and strings: {"rewritten": [...], "inserted": [...], "hidden": [...]}."""
    return {
        "rewritten": [{**asdict(each), "seen": [asdict(seen) for seen in each.seen]} for each in edits.rewritten],
        "inserted": [asdict(each) for each in edits.inserted],
        "hidden": list(edits.hidden),
    }


def from_document(document: Mapping[str, Any]) -> Edits:
    """Edits again. Invalid where the document is not one that `as_document` makes."""
    try:
        return Edits(
            tuple(
                Rewritten(each["id"], each["text"], each["before"], tuple(Seen(**seen) for seen in each["seen"]))
                for each in document.get("rewritten", [])
            ),
            tuple(Inserted(**each) for each in document.get("inserted", [])),
            tuple(str(name) for name in document.get("hidden", [])),
        )
    except (KeyError, TypeError, AttributeError) as wrong:
        raise Invalid(
            [Fault("edits", f"The stored edits cannot be read ({wrong}).", "Restore them from a copy.")]
        ) from wrong
