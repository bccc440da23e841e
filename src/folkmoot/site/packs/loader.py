"""Load a pack: all of it, or nothing.

Each app reads and writes its own section; here is only the order, the one transaction around them, and the report.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.db import DatabaseError, OperationalError, ProgrammingError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.domains.compact import public as compact
from folkmoot.domains.complaints import public as complaints
from folkmoot.domains.consultations import public as consultations
from folkmoot.domains.incidents import public as incidents
from folkmoot.domains.meetings import public as meetings
from folkmoot.domains.money import public as money
from folkmoot.domains.partnerships import public as partnerships
from folkmoot.domains.performance import public as performance
from folkmoot.domains.plans import public as plans
from folkmoot.domains.reviews import public as reviews
from folkmoot.domains.risks import public as risks
from folkmoot.ground.accounts import public as accounts
from folkmoot.ground.audit.public import record
from folkmoot.ground.base.models import Setting
from folkmoot.ground.base.policies import SYSTEM, Actor
from folkmoot.ground.base.public import set_site_identity
from folkmoot.ground.bodies import public as bodies
from folkmoot.ground.places import public as places
from folkmoot.site.packs.deadlines import check_policies
from folkmoot.site.packs.figures import check_figures
from folkmoot.site.packs.holidays import SETTING, load_holidays
from folkmoot.site.packs.identity import FILE, read_identity
from folkmoot_core.packfiles import Report, YamlMap
from folkmoot_core.packfiles.suggestions import mend_name
from folkmoot_core.values import Invalid

SECTIONS = (
    *("places", "bodies", "calendars", "clocks", "demo", "reports", "consultations", "complaints"),
    *("meetings", "partnerships", "compact", "reviews", "plans", "performance", "money", "risks", "figures"),
)


@dataclass(frozen=True)
class LoadResult:
    """What a loading came to: the pack's key, the rows of each table by section, and every fault.

    With a fault nothing was loaded, and the counts are empty.
    """

    pack: str
    counts: dict[str, dict[str, int]]
    report: Report

    @property
    def ok(self) -> bool:
        return self.report.ok


def load(folder: Path, *, by: Actor = SYSTEM, today: date | None = None, demo: bool = False) -> LoadResult:
    """Load the pack in `folder`; dates counted from today count from `today`. Demonstration people only if `demo`.

    Never raises for what is in the folder: look at `ok` and `report`. Loading again changes only what the pack changed.
    """
    folder = folder.resolve()
    report = Report(folder)
    identity: dict[str, Any] = {}
    counts: dict[str, dict[str, int]] = {}
    try:
        with transaction.atomic():
            identity, document = read_identity(folder, report)
            _check_sections(folder, report)
            counts = _load_sections(folder, report, by, today or timezone.localdate(), demo=demo)
            _check_county(identity["county_place"], document)
            report.raise_if_any()
            # Last, since pages and queries keep the identity in memory for a while, also one that is rolled back.
            set_site_identity(identity)
            subject = Setting.objects.get(key="identity")
            record(
                verb="pack.loaded", subject=subject, by=by, changes={"rows": [None, counts]}, reason=identity["pack"]
            )
    except Invalid as invalid:
        # What an app raised, rather than reported, is told with the rest.
        told = set(report.faults)
        for fault in invalid.faults:
            if fault not in told:
                report.fault(fault.file or FILE, fault.line, fault.message, fault.mend, where=fault.where)
    except DatabaseError as error:
        if report.ok:
            message = _("The database would not take this pack: %s.") % str(error).strip().rstrip(".")
            report.fault(FILE, None, message, _mend_of(error))
    return LoadResult(identity.get("pack", ""), counts if report.ok else {}, report)


def _mend_of(error: DatabaseError) -> str:
    if isinstance(error, (OperationalError, ProgrammingError)):
        return _("See that the database is there and can be written to, and run `folkmoot migrate` first.")
    return _("Look for two rows that claim the same name, slug or key.")


def _load_sections(folder: Path, report: Report, by: Actor, today: date, *, demo: bool) -> dict[str, dict[str, int]]:
    """Each section in turn; later ones refer to what earlier ones put there."""
    before = _days_off()
    counts = {
        "places": places.load_pack(folder, report, by),
        "bodies": bodies.load_pack(folder, report, by),
        "calendars": load_holidays(folder, report),
        "clocks": check_policies(folder, report),
    }
    if demo:
        counts["demo"] = accounts.load_pack(folder, report, by)
    counts["reports"] = incidents.load_pack(folder, report, by)
    counts["consultations"] = consultations.load_pack(folder, report, by, today)
    counts["complaints"] = complaints.load_pack(folder, report, by, today)
    counts["meetings"] = meetings.load_pack(folder, report, by, today)
    counts["partnerships"] = partnerships.load_pack(folder, report, by)
    counts["compact"] = compact.load_pack(folder, report, by, today)
    counts["reviews"] = reviews.load_pack(folder, report, by)
    counts["plans"] = plans.load_pack(folder, report, by, today)
    counts["performance"] = performance.load_pack(folder, report, by)
    counts["money"] = money.load_pack(folder, report, by)
    counts["risks"] = risks.load_pack(folder, report, by)
    counts["figures"] = check_figures(folder, report)
    if report.ok and _days_off() != before:
        complaints.recompute_open(by=by, reason=_("Other days off than before."))
    if report.ok:
        # What the pack brought is checked against what its agreement promises.
        compact.check_records(by=by)
    return {section: rows for section, rows in counts.items() if rows}


def _days_off() -> object:
    return Setting.objects.filter(key=SETTING).values_list("value", flat=True).first()


def _check_sections(folder: Path, report: Report) -> None:
    if not folder.is_dir():
        return
    for path in sorted(folder.iterdir()):
        if path.is_dir() and path.name not in SECTIONS and not path.name.startswith("."):
            report.fault(path, None, _("A pack has no folder of this name."), mend_name(path.name, SECTIONS))


def _check_county(code: str, document: YamlMap) -> None:
    if code and places.place_by_code(code) is None:
        message = _("The place '%s' is not in places/places.csv.") % code[:20]
        document.fault("county", message, _("Add it or mend the code."))
