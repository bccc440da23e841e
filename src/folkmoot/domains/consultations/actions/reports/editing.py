"""Change the words of a report. What two officers write at once is never lost: the second is shown what the first
wrote, beside her own text."""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.ground.audit.public import record
from folkmoot.ground.base.policies import Actor
from folkmoot_core.reports import edits as core
from folkmoot_core.reports.edits import Edits
from folkmoot_core.reports.keeping import as_document, from_document
from folkmoot_core.values import Fault, Invalid

from ...adapters import standing_of
from ...models import Report
from ...policies import check_plan
from ...queries.reports.making import Made, make

LONGEST_TEXT = 10_000
TURNS = 5


class Stale(Invalid):
    """Somebody changed this sentence since the form was opened; `now` is what it says at present."""

    def __init__(self, now: str) -> None:
        self.now = now
        message = _("This sentence has changed since you opened the page. Nothing is saved yet.")
        super().__init__(
            [Fault("text", message, _("Compare what it says now with your text, and save the one you want."))]
        )


def rewrite_sentence(*, report: Report, part: str, text: str, number: int, seen: str, by: Actor) -> Report:
    """An officer's own text in place of a sentence. `number` is the report's `edits_number` when she opened the form,
    `seen` what the sentence said then. Raises Stale where it says something else now, Invalid for an empty text."""
    check_plan(by, standing_of(report.consultation))
    kept = _cleaned(text)
    made = make(report)
    before = made.text_of(part)
    if report.edits_number != number and before != _cleaned(seen):
        raise Stale(before)
    changed = core.rewrite(made.generated, made.edits, part, kept)
    moved = _write(report, changed, by=by, verb="report.sentence_changed", changes={part: [before, kept]})
    if not moved:
        # Somebody was faster by a blink.
        report.refresh_from_db()
        raise Stale(make(report).text_of(part))
    return report


def restore_part(*, report: Report, part: str, by: Actor) -> Report:
    """Back to what the figures say: the generated sentence, the hidden part shown, her own paragraph taken out."""
    check_plan(by, standing_of(report.consultation))

    def restored(current: Report) -> tuple[Edits, dict[str, list[object]]]:
        edits = from_document(current.edits)
        texts = {each.id: each.text for each in edits.rewritten} | {each.id: each.text for each in edits.inserted}
        return core.restore(edits, part), {part: [texts.get(part, "hidden"), None]}

    return _again_until_kept(report, restored, by=by, verb="report.part_restored")


def add_paragraph(*, report: Report, after: str, text: str, by: Actor) -> Report:
    """A paragraph of her own behind a part. Raises Invalid where it is empty or the report has no such part."""
    check_plan(by, standing_of(report.consultation))
    kept, made = _cleaned(text), make(report)

    def added(current: Report) -> tuple[Edits, dict[str, list[object]]]:
        edits = core.insert(made.generated, from_document(current.edits), after, kept)
        return edits, {edits.inserted[-1].id: [None, kept]}

    return _again_until_kept(report, added, by=by, verb="report.paragraph_added")


def hide_part(*, report: Report, part: str, by: Actor) -> Report:
    """Leave a part out. Raises Invalid where the report has no such part."""
    check_plan(by, standing_of(report.consultation))
    made: Made = make(report)

    def hidden(current: Report) -> tuple[Edits, dict[str, list[object]]]:
        return core.hide(made.generated, from_document(current.edits), part), {part: ["shown", "hidden"]}

    return _again_until_kept(report, hidden, by=by, verb="report.part_hidden")


def _cleaned(text: str) -> str:
    if len(text) > LONGEST_TEXT:
        told = _("The text is longer than %(most)s characters.") % {"most": LONGEST_TEXT}
        raise Invalid([Fault("text", told, _("Make two paragraphs of it."))])
    return text.replace("\r\n", "\n").replace("\x00", "").strip()


def _again_until_kept(
    report: Report, change: Callable[[Report], tuple[Edits, dict[str, list[object]]]], *, by: Actor, verb: str
) -> Report:
    """For changes that take nothing from anybody: they are made again on what somebody else has saved meanwhile."""
    for _turn in range(TURNS):
        edits, changes = change(report)
        if _write(report, edits, by=by, verb=verb, changes=changes):
            return report
        report.refresh_from_db(fields=["edits", "edits_number"])
    told = _("Others are changing this report at this moment.")
    raise Invalid([Fault("", told, _("Try again in a minute."))])


@transaction.atomic
def _write(report: Report, edits: Edits, *, by: Actor, verb: str, changes: dict[str, list[object]]) -> bool:
    """Keep the edits, if nobody has kept others since this report was fetched."""
    document, number = as_document(edits), report.edits_number + 1
    mine = Report.objects.filter(pk=report.pk, edits_number=report.edits_number)
    if not mine.update(edits=document, edits_number=number, updated_at=timezone.now()):
        return False
    report.edits, report.edits_number = document, number
    record(verb=verb, subject=report, by=by, changes=changes)
    return True
