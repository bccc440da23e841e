"""What a file is, told from its bytes. Its name and what the browser says of it are claims of the sender."""

from __future__ import annotations

import json
import re
import zipfile
from pathlib import PurePath
from typing import IO, NoReturn

from django.utils.translation import gettext as _

from folkmoot_core.values import Fault, Invalid

from .enums import ALL_ENDINGS, CSV, DOCX, EML, FILE_TYPES, GEOJSON, JPEG, PDF, PNG, TXT, XLSX, FileType

HEAD = 4096
MOST_ZIP_ENTRIES = 5000
_page = re.compile(rb"^\s*(<!doctype\s+html|<html|<head|<body|<script|<svg|<\?php|<iframe)", re.IGNORECASE)
_mail_header = re.compile(
    rb"^(from|to|received|return-path|delivered-to|message-id|date|subject|mime-version):", re.IGNORECASE | re.MULTILINE
)


def type_of_file(file: IO[bytes], name: str) -> FileType:
    """The type of a file from its content, checked against the ending of its name.

    Raises Invalid for what we do not take (programs, web pages, macros, unknown content) and for a name that says
    another type than the content.
    """
    found = _from_content(file, name)
    ending = PurePath(name).suffix.lower()
    if found is None:
        _refuse(
            _("We cannot take this kind of file."), _("Send one of: %(endings)s.") % {"endings": ", ".join(ALL_ENDINGS)}
        )
    if ending not in found.endings:
        _refuse(
            _("The file is named “%(name)s” but holds a %(type)s.")
            % {"name": PurePath(name).name[:100], "type": found.name},
            _("Give it a name that ends in %(ending)s, or choose the right file.") % {"ending": found.endings[0]},
        )
    return found


def _from_content(file: IO[bytes], name: str) -> FileType | None:
    file.seek(0)
    head = file.read(HEAD)
    if head.startswith(b"%PDF-"):
        return PDF
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if head.startswith(b"\xff\xd8\xff"):
        return JPEG
    if head.startswith(b"PK\x03\x04"):
        return _office(file)
    return _text(file, head, PurePath(name).suffix.lower())


def _office(file: IO[bytes]) -> FileType | None:
    """Word and Excel files are zip archives; only the list of names is read, so nothing is unpacked."""
    try:
        file.seek(0)
        with zipfile.ZipFile(file) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return None
    if len(names) > MOST_ZIP_ENTRIES or "[Content_Types].xml" not in names:
        return None
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        _refuse(
            _("This file holds macros, which are programs."),
            _("Save it without macros (.docx or .xlsx) and send that."),
        )
    if "word/document.xml" in names:
        return DOCX
    return XLSX if "xl/workbook.xml" in names else None


def _text(file: IO[bytes], head: bytes, ending: str) -> FileType | None:
    if head.startswith((b"MZ", b"#!")) or _page.match(head.removeprefix(b"\xef\xbb\xbf")):
        return None
    file.seek(0)
    content = file.read()
    if b"\x00" in content:
        return None
    for file_type in FILE_TYPES:
        if ending in file_type.endings:
            break
    else:
        return None
    if file_type is EML:
        return EML if _mail_header.search(head) else None
    if file_type is GEOJSON:
        return GEOJSON if _is_geojson(content) else None
    return file_type if file_type in {CSV, TXT} else None


def _is_geojson(content: bytes) -> bool:
    try:
        found = json.loads(content)
    except (ValueError, RecursionError):
        return False
    return isinstance(found, dict) and isinstance(found.get("type"), str)


def _refuse(message: str, mend: str) -> NoReturn:
    raise Invalid([Fault("file", message, mend)])
