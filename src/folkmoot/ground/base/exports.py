"""Files that are handed out."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Sequence
from io import StringIO
from typing import Any

from django.http import HttpResponse, StreamingHttpResponse
from django.utils.safestring import SafeString, mark_safe

from folkmoot_core.values import harmless_cell


def attached(name: str, media_type: str, content: bytes) -> HttpResponse:
    """A file to be kept, never shown by the browser as a page of this site."""
    return HttpResponse(content, content_type=media_type, headers=_as_file(name))


def attached_in_parts(name: str, media_type: str, parts: Iterable[bytes | str]) -> StreamingHttpResponse:
    """The same for what is too long to be made as a whole before it goes out."""
    return StreamingHttpResponse(parts, content_type=media_type, headers=_as_file(name))


def _as_file(name: str) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"}


def csv_file(name: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> HttpResponse:
    """A header and the rows (RFC 4180). Texts are made harmless for spreadsheet programs; numbers stay as they are."""
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow(columns)
    writer.writerows([harmless_cell(cell) if isinstance(cell, str) else cell for cell in row] for row in rows)
    return attached(name, "text/csv; charset=utf-8", text.getvalue().encode())


def data_block(document: Any) -> SafeString:
    """JSON to stand within a <script type="application/ld+json"> of a page: a data block, which no browser runs."""
    text = json.dumps(document, ensure_ascii=False)
    # No word can end the script or begin a tag: these are the escapes of Django's json_script.
    return mark_safe(text.replace("<", "\\u003C").replace(">", "\\u003E").replace("&", "\\u0026"))
