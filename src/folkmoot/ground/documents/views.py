from __future__ import annotations

import logging
from pathlib import PurePath
from urllib.parse import quote

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views import View

from folkmoot.ground.base.enums import Classification
from folkmoot.ground.base.policies import PUBLIC, Refused

from .enums import BY_MEDIA_TYPE
from .models import Document
from .queries import may_read

logger = logging.getLogger(__name__)
# What comes from other people runs no script, loads nothing and posts nowhere, even opened in a page of its own.
SANDBOX = "default-src 'none'; style-src 'unsafe-inline'; sandbox"


class ShowDocumentView(View):
    """The bytes of a document, for whoever may read it now: the address is no key, the session is asked each time."""

    access = PUBLIC

    def get(self, request: HttpRequest, key: str) -> HttpResponseBase:
        document = get_object_or_404(Document, key=key)
        actor = request.actor  # type: ignore[attr-defined]
        if not may_read(actor, document):
            if not actor.is_person:
                return redirect(f"{settings.LOGIN_URL}?next={quote(request.get_full_path())}")
            raise Refused(_("This document is for people with another role."))
        return give(document)


def give(document: Document) -> FileResponse:
    """The response that hands over a document. Only pictures open in the page; everything else is saved as a file."""
    known = BY_MEDIA_TYPE.get(document.media_type)
    try:
        file = document.file.open("rb")
    except OSError as fault:
        logger.exception("The file of document %s is missing.", document.pk)
        raise Http404 from fault
    response = FileResponse(
        file,
        as_attachment=known is None or not known.shown_in_page,
        filename=(slugify(PurePath(document.download_name).stem) or slugify(document.title) or "document")
        + (known.endings[0] if known else ""),
        content_type=document.media_type if known else "application/octet-stream",
    )
    is_public = document.classification == Classification.PUBLIC
    response["Cache-Control"] = "public, max-age=300" if is_public else "private, no-store"
    response["Content-Security-Policy"] = SANDBOX
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response
