"""The forms a report is written in, one small module each. The same report gives the same bytes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from types import MappingProxyType
from typing import Final

from folkmoot_core.reports.checking import require_sound
from folkmoot_core.reports.document import Report
from folkmoot_core.reports.forms import html
from folkmoot_core.reports.naming import file_stem
from folkmoot_core.values import Fault, Invalid


@dataclass(frozen=True, slots=True)
class Form:
    """`name` is what `write` takes, `title` what a person reads; `suffix` ends the file name."""

    name: str
    title: str
    suffix: str
    media_type: str
    render: Callable[[Report], bytes]


@dataclass(frozen=True, slots=True)
class Written:
    """A file, ready to be kept or sent."""

    name: str
    media_type: str
    content: bytes


def _page(report: Report) -> bytes:
    return html.page(report).encode()


def _written_by(module: str) -> Callable[[Report], bytes]:
    """Loaded when the first is written: what writes office files is large, and few who begin this program write one."""

    def render(report: Report) -> bytes:
        written: bytes = import_module(f"{__name__}.{module}").render(report)
        return written

    return render


_OFFICE: Final = "application/vnd.openxmlformats-officedocument"
_ALL: Final = (
    Form("html", "Web page", "html", "text/html; charset=utf-8", _page),
    Form("pdf", "PDF", "pdf", "application/pdf", _written_by("pdf")),
    Form("docx", "Word document", "docx", f"{_OFFICE}.wordprocessingml.document", _written_by("word")),
    Form("xlsx", "Excel workbook", "xlsx", f"{_OFFICE}.spreadsheetml.sheet", _written_by("spreadsheet")),
    Form("csv", "CSV with a Data Package", "csv.zip", "application/zip", _written_by("csv_package")),
    Form("slides", "Pictures for slides", "slides.zip", "application/zip", _written_by("slides")),
)
FORMS: Final[Mapping[str, Form]] = MappingProxyType({form.name: form for form in _ALL})


def forms_of(report: Report) -> tuple[Form, ...]:
    """The forms that it can be written in: no pictures without charts, no spreadsheet without tables."""
    without = set() if report.charts else {"slides"}
    without |= set() if report.tables else {"xlsx", "csv"}
    return tuple(form for form in FORMS.values() if form.name not in without)


def write(report: Report, form: str) -> Written:
    """The report in a form of `forms_of(report)`. Invalid where it has no such form, or where `checking.check` finds a
    fault: a report that states a hidden figure or quotes without consent is written in no form."""
    possible = {each.name: each for each in forms_of(report)}
    chosen = possible.get(form)
    if chosen is None:
        raise Invalid([Fault("form", f"This report has no form “{form}”.", f"Choose one of {', '.join(possible)}.")])
    require_sound(report)
    return Written(file_name(report, chosen), chosen.media_type, chosen.render(report))


def file_name(report: Report, form: Form) -> str:
    """Small letters, digits and hyphens: "what-you-told-us-getting-about.pdf"."""
    return f"{file_stem(report.title)}.{form.suffix}"


__all__ = ["FORMS", "Form", "Written", "file_name", "forms_of", "write"]
