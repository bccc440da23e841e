"""The written forms of a report that is published."""

from __future__ import annotations

from django.db.models import Model

from folkmoot_core.reports.document import Report
from folkmoot_core.reports.forms import forms_of, write

from ..models import WrittenFile

# Pictures for slides are made by officers for themselves; nobody reads them on a published page.
LEFT_OUT = ("slides",)


def keep_files(files: type[WrittenFile], report: Report, /, **of: Model) -> None:
    """Write the report in each form it has and keep them as rows of `files`; `of` is what they belong to, by its field.
    Call it within a transaction. Raises Invalid for a report that may not be written."""
    written = [(form.name, write(report, form.name)) for form in forms_of(report) if form.name not in LEFT_OUT]
    files._default_manager.bulk_create(
        files(form=form, name=file.name, media_type=file.media_type, content=file.content, size=len(file.content), **of)
        for form, file in written
    )
