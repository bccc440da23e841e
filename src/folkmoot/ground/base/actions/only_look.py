"""Do something to see what it would do, and leave everything as it was."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction


@contextmanager
def undone_if(*, only_look: bool) -> Iterator[None]:
    """All of it in one transaction, which is taken back at its end when somebody only looks."""
    with transaction.atomic():
        yield
        if only_look:
            transaction.set_rollback(True)
