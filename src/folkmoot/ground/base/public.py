"""The front door of `base`."""

from __future__ import annotations

import secrets
from time import monotonic
from typing import Any

from folkmoot_core.values import make_reference

from .actions.keep_files import keep_files
from .actions.only_look import undone_if
from .actions.put_rows import Put, put_rows
from .adapters.long_lists import OneAfterAnother, OpenPage, open_page
from .adapters.spreadsheets import spreadsheet_rows
from .adapters.statements import PreparedQuery, insert
from .adapters.word_index import WordIndex
from .adapters.workbooks import records_of as workbook_records
from .adapters.workbooks import write_row
from .exports import attached, attached_in_parts, csv_file, data_block
from .forms.faults import FaultsForm, TakesFaults, put_faults
from .forms.fields import day_field, email_field, line_field, reference_field, secret_field, words_field
from .forms.kept_pages import KEY_GOES_HERE, forget_pages, kept, kept_page
from .forms.spreadsheets import MOST_FAULTS_SHOWN, SpreadsheetForm
from .models import Setting
from .queries import working_calendar

__all__ = [
    "KEY_GOES_HERE",
    "MOST_FAULTS_SHOWN",
    "FaultsForm",
    "OneAfterAnother",
    "OpenPage",
    "PreparedQuery",
    "Put",
    "SpreadsheetForm",
    "TakesFaults",
    "WordIndex",
    "attached",
    "attached_in_parts",
    "csv_file",
    "data_block",
    "day_field",
    "email_field",
    "forget_pages",
    "insert",
    "keep_files",
    "kept",
    "kept_page",
    "line_field",
    "new_key",
    "new_reference",
    "new_secret",
    "open_page",
    "put_faults",
    "put_rows",
    "reference_field",
    "secret_field",
    "set_site_identity",
    "site_identity",
    "spreadsheet_rows",
    "undone_if",
    "words_field",
    "workbook_records",
    "working_calendar",
    "write_row",
]


def new_reference(prefix: str = "") -> str:
    """A reference that people can read out over the telephone: 40 random bits and a check character."""
    return make_reference(secrets.token_bytes(5), prefix)


def new_secret() -> str:
    """A secret of 80 bits that people can type beside their reference, to follow something without an account."""
    return make_reference(secrets.token_bytes(10))


def new_key() -> str:
    """A secret of 128 bits for links that open something without an account."""
    return secrets.token_urlsafe(16)


IDENTITY = {
    "name": "Folkmoot",
    "county": "",
    "colours": {},
    "complain": {},
    "standards": {"outcome_within_weeks": 12, "minimum_days": 84},
    "sources": [],
}
KEPT_FOR_SECONDS = 30.0
_identity: tuple[float, dict[str, Any]] | None = None


def site_identity() -> dict[str, Any]:
    """The site's name, county, colours and standards, as the pack set them. Read again every half minute, so that
    pages do not pay a query for it."""
    global _identity  # noqa: PLW0603 – one small cache a process
    now = monotonic()
    if _identity is None or now - _identity[0] > KEPT_FOR_SECONDS:
        stored = Setting.objects.filter(key="identity").values_list("value", flat=True).first()
        _identity = (now, IDENTITY | (stored or {}))
    return _identity[1]


def set_site_identity(values: dict[str, Any]) -> None:
    """Replace what the site knows of itself; unknown keys are kept for the pages that know them."""
    global _identity  # noqa: PLW0603 – one small cache a process
    Setting.objects.update_or_create(key="identity", defaults={"value": values})
    _identity = None
