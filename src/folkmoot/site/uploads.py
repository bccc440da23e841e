"""How files that are sent to us are taken in: as Django does, in larger pieces, which is cheaper for a photograph."""

from __future__ import annotations

from django.core.files.uploadhandler import MemoryFileUploadHandler, TemporaryFileUploadHandler

PIECE = 512 * 1024


class InMemory(MemoryFileUploadHandler):
    """Up to FILE_UPLOAD_MAX_MEMORY_SIZE."""

    chunk_size = PIECE


class InTemporaryFile(TemporaryFileUploadHandler):
    """All that is larger."""

    chunk_size = PIECE
