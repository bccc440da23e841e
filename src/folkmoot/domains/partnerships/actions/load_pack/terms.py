"""Load `terms/*.yaml`, the terms of reference of bodies, and `events.csv`."""

from __future__ import annotations

from pathlib import Path

from django.utils.translation import gettext as _

from folkmoot.ground.base.public import put_rows
from folkmoot_core.composition import Terms, profile, read_terms
from folkmoot_core.packfiles import Report, read_csv

from ...adapters.boards import plain_settings
from ...enums import EventKind
from ...models import BoardEvent, BoardRule, Governance, Waiver
from .references import Bodies, body_in, unknown


def load_terms(folder: Path, report: Report, bodies: Bodies) -> int:
    """Put the profile, rules and waivers of each file there. Returns how many rules there are, over all bodies."""
    governances, rules, waivers = [], [], []
    said: dict[str, Path] = {}
    for path in sorted(folder.iterdir()):
        if path.suffix != ".yaml":
            report.fault(path, None, _("Terms of reference are YAML files."), _("Name it NAME.yaml, or take it out."))
            continue
        terms = read_terms(path, report)
        _check_waivers(terms, path, report)
        for key in terms.bodies:
            if key not in bodies:
                report.fault(path, None, unknown(key), _("Add it or mend the key."), where="bodies")
            elif key in said:
                message = _("The terms of '%(key)s' stand in %(file)s already.") % {"key": key, "file": said[key].name}
                report.fault(path, None, message, _("Keep one of them."), where="bodies")
            else:
                said[key] = path
                governances.append(_governance(terms, bodies[key]))
                rules += _rules(terms, bodies[key])
                waivers += _waivers(terms, bodies[key])
    put_rows(governances, existing=Governance.objects.all(), key=("body_id", "first"))
    put_rows(rules, existing=BoardRule.objects.all(), key=("body_id", "key"))
    put_rows(waivers, existing=Waiver.objects.all(), key=("body_id", "rule", "first"))
    return len(rules)


def _check_waivers(terms: Terms, path: Path, report: Report) -> None:
    common = profile(terms.profile).rules if terms.profile else ()
    known = {rule.key for rule in (*terms.rules, *common)}
    for waiver in terms.waivers:
        if waiver.rule and waiver.rule not in known:
            message = _("There is no rule '%s' to waive.") % waiver.rule
            report.fault(path, None, message, _("Use the key of a rule above."), where="waivers")


def _governance(terms: Terms, body: int) -> Governance:
    return Governance(body_id=body, profile=terms.profile, first=terms.first, source=terms.source)


def _rules(terms: Terms, body: int) -> list[BoardRule]:
    return [
        BoardRule(
            body_id=body,
            key=rule.key,
            kind=rule.kind,
            words=rule.words,
            settings=plain_settings(rule),
            source=rule.source or terms.source,
            first=rule.first or terms.first,
            until=rule.until,
            position=place,
        )
        for place, rule in enumerate(terms.rules)
    ]


def _waivers(terms: Terms, body: int) -> list[Waiver]:
    return [
        Waiver(body_id=body, rule=each.rule, given_by=each.given_by, why=each.why, first=each.first, until=each.until)
        for each in terms.waivers
    ]


def load_events(path: Path, report: Report, bodies: Bodies) -> int:
    rows = read_csv(
        path,
        report,
        required=("body", "kind", "on"),
        optional=("number", "note", "source"),
        unique=("body", "kind", "on"),
    )
    wanted = []
    for row in rows:
        body, on = body_in(row, "body", bodies), row.date("on")
        kind = row.choice("kind", EventKind.values)
        number, note, source = row.whole("number", 0, 1000), row.text("note", 300), row.text("source", 300)
        if body and on and kind:
            wanted.append(BoardEvent(body_id=body, kind=kind, on=on, number=number, note=note, source=source))
    put_rows(wanted, existing=BoardEvent.objects.all(), key=("body_id", "kind", "on"))
    return len(rows)
