"""Read a text file, or say plainly why it cannot be read."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from folkmoot_core.packfiles.report import Report

# Tab and line ends belong in text; other control characters mean a damaged or binary file, and YAML 1.1 refuses them.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
_SAVE_AS_UTF8 = "Save the file as UTF-8 (in a spreadsheet: 'CSV UTF-8')."
_SHOWN_CONTROLS = 20


def read_text(path: Path, report: Report) -> str | None:
    """The text of a UTF-8 file, without byte order mark and with line ends as they are; None after a fault."""
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        report.fault(path, None, "The file is missing.", "Add it to the pack.")
        return None
    except OSError as error:
        reason = (error.strerror or "unknown reason").lower()
        report.fault(path, None, f"The file cannot be read: {reason}.", "Check that it is a readable file.")
        return None
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        report.fault(path, 1, "The file is in UTF-16, not UTF-8.", _SAVE_AS_UTF8)
        return None
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        report.fault(path, line, "A character here is not in UTF-8.", _SAVE_AS_UTF8)
        return None
    return text if _has_no_controls(text, path, report) else None


def _has_no_controls(text: str, path: Path, report: Report) -> bool:
    found = list(_CONTROL.finditer(text))
    for match in found[:_SHOWN_CONTROLS]:
        line = text.count("\n", 0, match.start()) + 1
        code = ord(match.group())
        report.fault(path, line, f"There is a control character here (code {code}).", "Delete it and save again.")
    return not found
