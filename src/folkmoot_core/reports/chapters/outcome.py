"""We asked, you said, we did: one part for each thing that was asked."""

from __future__ import annotations

from folkmoot_core.reports.chapters.facts import PERCENT, N
from folkmoot_core.reports.chapters.framing import asked_and_counted
from folkmoot_core.reports.chapters.residents import write_next_steps
from folkmoot_core.reports.document import CalloutKind, Sentence, Style
from folkmoot_core.reports.inputs import Outcome, ReportInput
from folkmoot_core.reports.tables import CellRef
from folkmoot_core.reports.writing import Writer


def write_outcome(writer: Writer, data: ReportInput) -> None:
    writer.paragraph(
        "outcome.text", *asked_and_counted(writer, data, "outcome"), writer.sentence("outcome.thanks", "thanks")
    )
    writer.callout("outcome.limits", CalloutKind.NOTE, writer.sentence("outcome.self_selected", "self_selected.short"))
    if not data.outcomes:
        writer.paragraph("outcome.none", writer.sentence("outcome.none.text", "outcome.none"))
    for outcome in data.outcomes:
        _write_one(writer, outcome)
    write_next_steps(writer, data, "outcome")


def _write_one(writer: Writer, outcome: Outcome) -> None:
    name = f"outcome.{outcome.key}"
    writer.chapter(f"{name}.heading", outcome.asked)
    writer.heading(f"{name}.said", writer.label("heading.said"))
    writer.paragraph(f"{name}.said.text", _said(writer, outcome, name))
    writer.heading(f"{name}.did", writer.label("heading.did"))
    because = {"because": outcome.because}
    writer.paragraph(
        f"{name}.did.text",
        writer.sentence(f"{name}.did.sentence", "outcome.did", {"did": outcome.did}),
        writer.sentence(f"{name}.because", "outcome.because", because) if outcome.because else None,
    )


def _said(writer: Writer, outcome: Outcome, name: str) -> Sentence | None:
    """What people said, with the number behind it where there is one that may be shown."""
    words = {"said": outcome.said}
    sentence = None
    if outcome.theme and "themes" in writer.tables and writer.tables["themes"].figure(outcome.theme, N):
        comments = (CellRef("themes", outcome.theme, N), Style.COMMENTS)
        sentence = writer.sentence(f"{name}.said.sentence", "outcome.said.count", words, comments=comments)
    elif outcome.answer and f"question.{outcome.question}" in writer.tables:
        share = CellRef(f"question.{outcome.question}", outcome.answer, PERCENT)
        sentence = writer.sentence(f"{name}.said.sentence", "outcome.said.share", words, share=share)
    return sentence or writer.sentence(f"{name}.said.sentence", "outcome.said", words)
