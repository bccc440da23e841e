"""A published report goes through the ledger of releases, like the pages: no two editions, and no edition and a page,
can be subtracted."""

from __future__ import annotations

from django.utils.translation import gettext as _

from folkmoot_core.disclosure.ledger import Ledger
from folkmoot_core.disclosure.ledger import Release as CoreRelease
from folkmoot_core.reports.document import Report as CoreReport
from folkmoot_core.values import Fault, Invalid

from ...models import Edition, Release, Report, Snapshot
from ...queries.reports.releases import PARTS_OF_A_STATE, Shown, shown_by, wholes_of
from ...queries.results import POLICY, REPORT, ledger_of, state_name
from ..releasing import enter

MOST_NAMED = 3


def what_is_told(report: Report) -> list[Fault]:
    """Questions whose figures, beside what was published before, would tell on fewer than five people: no edition can
    be made of them, since their sums stand in every report."""
    return _told(report, wholes_of(report), ledger_of(report.consultation))


def left_out(report: Report, document: CoreReport) -> tuple[Shown, frozenset[tuple[str, str]]]:
    """What the report shows, and the breakdowns of it that cannot be published beside what was published before.
    Raises Invalid where a whole question cannot be."""
    shown = shown_by(report, document)
    ledger = ledger_of(report.consultation)
    if faults := _told(report, shown.wholes, ledger):
        raise Invalid(faults)
    for whole in shown.wholes.values():
        ledger = _having(ledger, whole)
    out = set()
    for breakdown in shown.breakdowns:
        if any(ledger.told_by(release, POLICY) for release in breakdown.releases):
            out.add(breakdown.key)
        else:
            for release in breakdown.releases:
                ledger = _having(ledger, release)
    return shown, frozenset(out)


def enter_edition(*, edition: Edition, releases: list[CoreRelease]) -> None:
    """Enter what an edition shows in the ledger. Raises Invalid where others published meanwhile what it would tell
    on; the edition is not to be kept then."""
    consultation = edition.report.consultation
    if not enter(consultation=consultation, releases=releases, place=REPORT, snapshot=edition.snapshot):
        told = _("Something else of this consultation was published while the edition was made.")
        raise Invalid([Fault("", told, _("Publish it once more."))])


def _told(report: Report, wholes: dict[str, CoreRelease], ledger: Ledger) -> list[Fault]:
    names = [name for name, whole in wholes.items() if ledger.told_by(whole, POLICY)]
    if not names:
        return []
    named = "; ".join(f"“{name}”" for name in names[:MOST_NAMED])
    told = _(
        "Beside what was published before, these figures would tell how fewer than %(threshold)d people answered: "
        "%(named)s."
    ) % {"threshold": POLICY.threshold, "named": named}
    if len(names) > MOST_NAMED:
        told = _("%(told)s And %(number)d more.") % {"told": told, "number": len(names) - MOST_NAMED}
    return [Fault("", told, _mend(report))]


def _mend(report: Report) -> str:
    known = _published_snapshot(report)
    if known is None:
        return _("Publish when more answers have come.")
    day = known.made_at.strftime("%-d %B %Y, %H:%M")
    return _(
        "Put the report on the figures of %(day)s (%(responses)d responses), which were published already; or publish "
        "when more answers have come."
    ) % {"day": day, "responses": known.responses}


def _published_snapshot(report: Report) -> Snapshot | None:
    """The newest snapshot of responses whose exact counts everybody has seen."""
    seen = {
        each["state"]
        for content in Release.objects.filter(consultation=report.consultation)
        .exclude(content__rounded=True)
        .values_list("content", flat=True)
        for each in content["releases"]
    }
    snapshots = Snapshot.objects.filter(consultation=report.consultation)
    return next((each for each in snapshots if state_name(each.stamp[:PARTS_OF_A_STATE]) in seen), None)


def _having(ledger: Ledger, release: CoreRelease) -> Ledger:
    return ledger if ledger.holds(release) else ledger.having(release)
