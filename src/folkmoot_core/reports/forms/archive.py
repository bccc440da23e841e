"""Zip archives that are the same bytes each time: no clock, no order but the one given."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

# The first day that a zip archive can name.
FIRST_DAY = (1980, 1, 1, 0, 0, 0)
# Deflating these again only takes time.
_PACKED = (".png", ".jpeg", ".jpg")


def zipped(files: Mapping[str, bytes]) -> bytes:
    """An archive of the files in their order, all dated the first day."""
    held = BytesIO()
    with ZipFile(held, "w") as archive:
        for name, content in files.items():
            entry = ZipInfo(name, FIRST_DAY)
            entry.compress_type = ZIP_STORED if name.endswith(_PACKED) else ZIP_DEFLATED
            # A plain file that everybody may read, whatever system made it.
            entry.create_system, entry.external_attr = 3, 0o644 << 16
            archive.writestr(entry, content)
    return held.getvalue()


def dated_the_first_day(archive: bytes) -> bytes:
    """The same archive without the clock of the machine that made it."""
    with ZipFile(BytesIO(archive)) as made:
        return zipped({entry.filename: made.read(entry) for entry in made.infolist()})
