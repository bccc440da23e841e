"""The forms a report is written in, one small module each. The same report gives the same bytes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from folkmoot_core.reports.checking import require_sound
from folkmoot_core.reports.document import Report
from folkmoot_core.reports.forms import html, pdf
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


_ALL: Final = (
    Form("html", "Web page", "html", "text/html; charset=utf-8", _page),
    Form("pdf", "PDF", "pdf", "application/pdf", pdf.render),
)
FORMS: Final[Mapping[str, Form]] = MappingProxyType({form.name: form for form in _ALL})


def write(report: Report, form: str) -> Written:
    """The report in a form of `FORMS`. Invalid where there is no such form, or where `checking.check` finds a fault:
    a report that states a hidden figure or quotes without consent is written in no form."""
    chosen = FORMS.get(form)
    if chosen is None:
        raise Invalid([Fault("form", f"There is no form “{form}”.", f"Choose one of {', '.join(FORMS)}.")])
    require_sound(report)
    return Written(file_name(report, chosen), chosen.media_type, chosen.render(report))


def file_name(report: Report, form: Form) -> str:
    """Small letters, digits and hyphens: "what-you-told-us-getting-about.pdf"."""
    return f"{file_stem(report.title)}.{form.suffix}"


__all__ = ["FORMS", "Form", "Written", "file_name", "write"]
