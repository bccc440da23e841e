"""What is inside a PDF that somebody gave us: how many pages, which way they lie, and its words."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import IO

from django.utils.translation import gettext as _
from pypdf import PdfReader
from pypdf.errors import PyPdfError

# The library says at length what it thinks of each file, page by page; and what it says may be what stands in it.
logging.getLogger("pypdf").setLevel(logging.CRITICAL)
MOST_PAGES_READ = 400


@dataclass(frozen=True)
class Inside:
    """`pages` is None for what is no PDF. With `fault` the file cannot be taken."""

    pages: int | None = None
    flipped: tuple[bool, ...] = ()
    fault: str = ""
    mend: str = ""


def look_into(file: IO[bytes]) -> Inside:
    """Never raises for what is in the file; leaves it at its beginning."""
    file.seek(0)
    is_pdf = file.read(5) == b"%PDF-"
    file.seek(0)
    if not is_pdf:
        return Inside()
    try:
        reader = PdfReader(file)
        if reader.is_encrypted:
            return Inside(fault=_("This PDF is locked with a password."), mend=_("Save it without one."))
        flipped = tuple(_lies_wide(page) for page in reader.pages)
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError, OSError):
        return Inside(fault=_("This PDF cannot be read."), mend=_("Make it anew, or print it to a PDF."))
    finally:
        file.seek(0)
    if not flipped:
        return Inside(fault=_("This PDF has no pages."), mend=_("Make it anew."))
    return Inside(len(flipped), flipped)


def _lies_wide(page: object) -> bool:
    box = page.cropbox  # type: ignore[attr-defined]
    wide = float(box.width) > float(box.height)
    return wide != (int(page.rotation) % 180 == 90)  # type: ignore[attr-defined]


def words_in(file: IO[bytes]) -> str:
    """The words of a PDF, as far as they can be read; '' for what is none."""
    file.seek(0)
    if file.read(5) != b"%PDF-":
        return ""
    file.seek(0)
    try:
        pages = PdfReader(file).pages
        return "\n".join(page.extract_text() for page in pages[:MOST_PAGES_READ]).replace("\x00", "")
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError, OSError):
        return ""
