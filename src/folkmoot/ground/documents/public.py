"""The front door of `documents`: keep a file, and ask who may read it."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import ngettext

from .actions.classify import classify
from .actions.forget import forget_document, forget_documents
from .actions.keep_made import keep_made
from .actions.register import register_scope
from .actions.store import attach, forget_unclaimed, store
from .enums import ALL_ENDINGS, FILE_TYPES, FileType
from .models import Document
from .queries import documents_of, faults_in_the_store, may_read

__all__ = [
    "ALL_ENDINGS",
    "FILE_TYPES",
    "FileType",
    "address_of",
    "attach",
    "classify",
    "consistency",
    "coverage",
    "documents_of",
    "forget_document",
    "forget_documents",
    "forget_unclaimed",
    "keep_made",
    "may_read",
    "register_scope",
    "store",
]


def address_of(document: Document) -> str:
    """Where the document is opened; asks who is there each time, so it is safe to print and to send."""
    return reverse("documents:show_document", args=[document.key])


def consistency() -> Iterator[str]:
    """What is wrong with the stored files, a sentence each."""
    return faults_in_the_store()


def coverage() -> str:
    """How many files are kept."""
    number = Document.objects.count()
    return ngettext("%(number)d file", "%(number)d files", number) % {"number": number}
