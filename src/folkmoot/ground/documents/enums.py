"""Which files we take, and how each is given back."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class FileType:
    """A media type with its file name endings. `shown_in_page`: a browser may draw it; others are saved."""

    media_type: str
    endings: tuple[str, ...]
    name: str | Promise
    shown_in_page: bool = False


_OFFICE = "application/vnd.openxmlformats-officedocument."
PDF = FileType("application/pdf", (".pdf",), _("PDF"))
PNG = FileType("image/png", (".png",), _("PNG picture"), shown_in_page=True)
JPEG = FileType("image/jpeg", (".jpg", ".jpeg"), _("JPEG picture"), shown_in_page=True)
DOCX = FileType(_OFFICE + "wordprocessingml.document", (".docx",), _("Word document"))
XLSX = FileType(_OFFICE + "spreadsheetml.sheet", (".xlsx",), _("Excel workbook"))
CSV = FileType("text/csv", (".csv",), _("CSV table"))
TXT = FileType("text/plain", (".txt", ".md"), _("plain text"))
EML = FileType("message/rfc822", (".eml",), _("e-mail"))
GEOJSON = FileType("application/geo+json", (".geojson",), _("GeoJSON map data"))

FILE_TYPES = (PDF, PNG, JPEG, DOCX, XLSX, CSV, TXT, EML, GEOJSON)
# What Folkmoot makes itself and gives out as files; from nobody do we take them.
HTML = FileType("text/html", (".html",), _("web page"))
ZIP = FileType("application/zip", (".zip",), _("archive"))
MADE_HERE = (PDF, DOCX, XLSX, CSV, HTML, ZIP)

BY_MEDIA_TYPE = {file_type.media_type: file_type for file_type in (*FILE_TYPES, *MADE_HERE)}
ALL_ENDINGS = tuple(ending for file_type in FILE_TYPES for ending in file_type.endings)
