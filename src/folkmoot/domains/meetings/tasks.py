"""What may take its time: the words of long files."""

from __future__ import annotations

from django_tasks import task

from .actions.searching import index_files
from .models import Meeting


@task()
def read_files(pk: int) -> None:
    """Make the open files of a meeting findable by their words."""
    meeting = Meeting.objects.select_related("body").filter(pk=pk).first()
    if meeting is not None:
        index_files(meeting)
