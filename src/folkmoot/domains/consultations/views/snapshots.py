"""The snapshots of a consultation: which there are, one more, and their files."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryFile

from django.contrib import messages
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseRedirect,
)
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views import View

from folkmoot.ground.base.policies import actor_of, needs
from folkmoot.ground.base.public import attached_in_parts
from folkmoot_core.values import Invalid

from ..actions.snapshots import ask_for_snapshot
from ..exports.marks import file_name
from ..policies import READERS
from ..queries.snapshots import folder_of, newest_snapshot, on_disk, snapshots_of, stamp_of
from .seeing import shown_to_officers

SHOWN = 100
PIECE = 1024 * 1024


@needs(*READERS)
class ListSnapshotsView(View):
    """/consultations/SLUG/snapshots/: every snapshot with its name, and a button that takes one now."""

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        consultation = shown_to_officers(request, slug).consultation
        rows = [(snapshot, on_disk(snapshot) is not None) for snapshot in snapshots_of(consultation)[:SHOWN]]
        newest = rows[0][0] if rows else None
        context = {
            "consultation": consultation,
            "rows": rows,
            "is_current": newest is not None and newest.stamp == stamp_of(consultation),
        }
        return render(request, "consultations/snapshots/list_snapshots.html", context)

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        consultation = shown_to_officers(request, slug).consultation
        before = newest_snapshot(consultation)
        try:
            taken = ask_for_snapshot(consultation=consultation, by=actor_of(request))
        except Invalid as invalid:
            for fault in invalid.faults:
                messages.error(request, f"{fault.message} {fault.mend}".strip())
        else:
            if before is not None and before.pk == taken.pk:
                messages.info(request, _("Nothing has changed since the last snapshot, so that it still stands."))
            else:
                messages.success(request, _("A snapshot has been taken."))
        return HttpResponseRedirect(reverse("consultations:list_snapshots", args=[slug]))


@needs(*READERS)
class DownloadSnapshotView(View):
    """The files of a snapshot in one archive, under its name, so that `folkmoot snapshot verify` can check them."""

    def get(self, request: HttpRequest, slug: str, digest: str) -> HttpResponseBase:
        consultation = shown_to_officers(request, slug).consultation
        snapshot = get_object_or_404(snapshots_of(consultation), digest=digest)
        if on_disk(snapshot) is None:
            raise Http404
        name = file_name(slug, "snapshot", snapshot.digest[:12], ending="zip")
        return attached_in_parts(name, "application/zip", _packed(folder_of(snapshot)))


def _packed(folder: Path) -> Iterator[bytes]:
    """The archive, a piece at a time; nothing is opened before the first is asked for."""
    # Parquet is packed already.
    with TemporaryFile() as archive:
        with zipfile.ZipFile(archive, "w", zipfile.ZIP_STORED) as found:
            for path in sorted(folder.rglob("*")):
                if path.is_file():
                    found.write(path, f"{folder.name}/{path.relative_to(folder).as_posix()}")
        archive.seek(0)
        while piece := archive.read(PIECE):
            yield piece
