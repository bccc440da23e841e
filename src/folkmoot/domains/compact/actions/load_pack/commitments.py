"""commitments.csv and the rules of compact.yaml → what is promised, and how the system checks it."""

from __future__ import annotations

from pathlib import Path

from django.utils.translation import gettext as _

from folkmoot.ground.base.public import put_rows
from folkmoot_core.compacts import RULES, faults_of_numbers
from folkmoot_core.packfiles import Report, Row, YamlMap, read_csv, read_yaml
from folkmoot_core.packfiles.suggestions import mend_name

from ...enums import Side
from ...models import Agreement, Commitment, NumericRule, Theme

COLUMNS = ("version", "key", "theme", "side", "words")
FURTHER = ("value", "unit", "applies_to", "source")
RULE = ("version", "commitment", "rule", "weeks", "months", "first", "last", "note")
NUMBERS = ("weeks", "months")


def load_commitments(path: Path, document: Path, agreement: Agreement, report: Report) -> dict[str, int]:
    """A commitment with several numbers has a row for each: its words stand in the first."""
    versions = dict(agreement.versions.values_list("key", "pk"))
    themes: dict[tuple[str, str], Theme] = {
        (theme.version.key, theme.key): theme
        for theme in Theme.objects.filter(version__agreement=agreement).select_related("version")
    }
    wanted: dict[tuple[str, str], Commitment] = {}
    for row in read_csv(path, report, COLUMNS, FURTHER):
        _take(row, wanted, versions, themes)
    if not report.ok:
        return {}
    put_rows(
        wanted.values(),
        existing=Commitment.objects.filter(version__agreement=agreement),
        key=("version_id", "key"),
    )
    rules = _put_rules(document, agreement, report)
    return {"commitments": len(wanted), "rules": rules}


def _take(
    row: Row,
    wanted: dict[tuple[str, str], Commitment],
    versions: dict[str, int],
    themes: dict[tuple[str, str], Theme],
) -> None:
    version, key, theme = row.key("version"), row.text("key", 40), row.key("theme")
    side, words = row.choice("side", Side.values), row.text("words", 300)
    if version and version not in versions:
        row.fault("version", _("There is no version “%s”.") % version, mend_name(version, versions))
        return
    if theme and (version, theme) not in themes:
        known = [each for of, each in themes if of == version]
        row.fault("theme", _("This version has no theme “%s”.") % theme, mend_name(theme, known))
        return
    found = wanted.get((version, key))
    if found is None and version and theme and side and key:
        found = wanted[version, key] = Commitment(
            version_id=versions[version],
            theme=themes[version, theme],
            side=side,
            key=key,
            words=words,
            numbers=[],
            source=row.text("source", 300, blank=True),
            position=len(wanted) + 1,
        )
    value = row.number("value", blank=True)
    if found is not None and value is not None:
        number = int(value) if value == int(value) else value
        unit, applies_to = row.text("unit", 40, blank=True), row.text("applies_to", 80, blank=True)
        found.numbers.append({"value": number, "unit": unit, "applies_to": applies_to})


def _put_rules(path: Path, agreement: Agreement, report: Report) -> int:
    commitments = {
        (version, key): pk
        for version, key, pk in Commitment.objects.filter(version__agreement=agreement).values_list(
            "version__key", "key", "pk"
        )
    }
    wanted = []
    for entry in read_yaml(path, report).maps("rules", blank=True):
        rule = _rule(entry, commitments)
        if rule is not None:
            wanted.append(rule)
    existing = NumericRule.objects.filter(commitment__version__agreement=agreement)
    put_rows(wanted, existing=existing, key=("commitment_id", "kind"))
    return len(wanted)


def _rule(entry: YamlMap, commitments: dict[tuple[str, str], int]) -> NumericRule | None:
    entry.unknown(RULE)
    version, key = entry.key("version"), entry.text("commitment", 40)
    kind = entry.choice("rule", list(RULES))
    numbers = {name: whole for name in NUMBERS if (whole := entry.whole(name, 1, blank=True)) is not None}
    first, last = entry.date("first", blank=True), entry.date("last", blank=True)
    note = entry.text("note", 300, blank=True)
    if (version, key) not in commitments:
        message = _("There is no commitment %(key)s in the version “%(version)s”.") % {"key": key, "version": version}
        entry.fault("commitment", message, mend_name(key, [each for of, each in commitments if of == version]))
        return None
    if not kind:
        return None
    for text in faults_of_numbers(kind, numbers):
        entry.fault("rule", text)
    return NumericRule(
        commitment_id=commitments[version, key], kind=kind, numbers=numbers, first=first, last=last, note=note
    )
