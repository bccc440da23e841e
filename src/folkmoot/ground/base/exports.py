"""Files that are handed out."""

from __future__ import annotations

from django.http import HttpResponse


def attached(name: str, media_type: str, content: bytes) -> HttpResponse:
    """A file to be kept, never shown by the browser as a page of this site."""
    return HttpResponse(
        content,
        content_type=media_type,
        headers={"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"},
    )
