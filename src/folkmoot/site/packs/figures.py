"""Check `figures/` of a pack: published figures, with what they should agree with.

Nothing of them is stored: `folkmoot reconcile` reads them from the pack each time, and says what does not agree.
"""

from __future__ import annotations

from pathlib import Path

from folkmoot_core.packfiles import Report
from folkmoot_core.reconcile import read_figures


def check_figures(folder: Path, report: Report) -> dict[str, int]:
    """Report every fault in how the figures are written down. Returns how many there are."""
    figures = read_figures(folder, report)
    return {"figures": len(figures)} if figures else {}
