from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _

from folkmoot.ground.base.enums import Classification
from folkmoot.ground.base.policies import Actor

from .models import Document
from .policies import can_read

# One scope, several for a record that bodies share, or none: then only roles held everywhere count.
Scopes = str | Collection[str] | None


@dataclass(frozen=True)
class SubjectScope:
    scope: Callable[[str], Scopes]
    readers: frozenset[str]
    concerns: Callable[[Actor, str], bool] | None = None


# Filled while Django starts (`documents.public.register_scope`), only read after that.
SCOPES: dict[str, SubjectScope] = {}


def may_read(actor: Actor, document: Document) -> bool:
    """Whether `actor` may open this document now. Costs no query for public and staff-only documents."""
    if document.classification in {Classification.PUBLIC, Classification.INTERNAL}:
        return can_read(actor, document.classification)
    known = SCOPES.get(document.subject_type)
    if known is None:
        return can_read(actor, document.classification)
    if known.concerns is not None:
        # Whoever holds the role in any scope, for the records that are theirs.
        roles_fit = actor.is_staff and actor.holds(*known.readers)
        return roles_fit and known.concerns(actor, document.subject_key)
    found = known.scope(document.subject_key) if document.subject_key else None
    scopes: Collection[str | None] = [found] if found is None or isinstance(found, str) else [*found] or [None]
    return any(can_read(actor, document.classification, scope, known.readers) for scope in scopes)


def documents_of(subject: Model) -> QuerySet[Document]:
    """The documents that belong to a record, newest first. Ask `may_read` for each before naming it to anybody."""
    return Document.objects.filter(subject_type=subject._meta.label_lower, subject_key=str(subject.pk))


def faults_in_the_store() -> Iterator[str]:
    """Documents whose bytes are gone or have another length than when they came."""
    for document in Document.objects.order_by("pk").iterator():
        named = {"title": document.title, "number": document.pk}
        try:
            size = document.file.size
        except OSError:
            yield _("Document %(number)d (%(title)s): the file is missing. Restore it from a backup.") % named
            continue
        if size != document.size:
            yield _("Document %(number)d (%(title)s): the file has changed. Restore it from a backup.") % named
