from __future__ import annotations

import io
import zipfile
from typing import Any

from folkmoot.ground.base.policies import SYSTEM, Actor
from folkmoot.ground.documents.models import Document
from folkmoot.ground.documents.public import store

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 32
JPEG = b"\xff\xd8\xff\xe0" + b"\x00" * 32
EML = b"From: Ann Lee <ann@example.org>\r\nSubject: Buses\r\n\r\nThe last bus is too early.\r\n"
GEOJSON = b'{"type": "FeatureCollection", "features": []}'


def office(*names: str) -> bytes:
    """A zip archive with these entries, as Word and Excel files are."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        for name in ("[Content_Types].xml", *names):
            archive.writestr(name, "<x/>")
    return kept.getvalue()


def a_file(content: bytes, name: str) -> io.BytesIO:
    file = io.BytesIO(content)
    file.name = name
    return file


def make_document(
    content: bytes = PDF, name: str = "paper.pdf", *, classification: str = "internal", by: Actor = SYSTEM, **more: Any
) -> Document:
    """A stored document, through the front door."""
    more.setdefault("title", "A paper")
    return store(upload=a_file(content, name), classification=classification, by=by, **more)
