"""What is inside a PDF that somebody gave us: how many pages, which way they lie, and its words."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from pypdf import PdfReader

# The library says at length what it thinks of each file, page by page; and what it says may be what stands in it.
logging.getLogger("pypdf").setLevel(logging.CRITICAL)
MOST_PAGES_READ = 400
# What it raises over a damaged file, beside its own.
DAMAGED = (ValueError, KeyError, TypeError, AttributeError, RecursionError, OSError)


class Unreadable(Exception):
    """The file begins as a PDF does, and cannot be read as one."""


@contextmanager
def _opened(file: IO[bytes]) -> Iterator[PdfReader]:
    """Raises Unreadable, also for what is found only when a page is read."""
    from pypdf import PdfReader  # noqa: PLC0415 – large, and few processes ever open a PDF
    from pypdf.errors import PyPdfError  # noqa: PLC0415

    try:
        yield PdfReader(file)
    except (PyPdfError, *DAMAGED) as fault:
        raise Unreadable from fault


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
        with _opened(file) as reader:
            if reader.is_encrypted:
                return Inside(fault=_("This PDF is locked with a password."), mend=_("Save it without one."))
            flipped = tuple(_lies_wide(page) for page in reader.pages)
    except Unreadable:
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
        with _opened(file) as reader:
            words = (page.extract_text() for page in reader.pages[:MOST_PAGES_READ])
            return "\n".join(words).replace("\x00", "")
    except Unreadable:
        return ""
