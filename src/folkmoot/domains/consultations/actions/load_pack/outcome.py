"""outcome.yaml → we asked, you said, we did."""

from __future__ import annotations

from pathlib import Path

from folkmoot.ground.base.policies import Actor
from folkmoot.ground.thread.public import link
from folkmoot_core.calendars import start_of_day
from folkmoot_core.packfiles import Report, YamlMap, read_yaml

from ...enums import Verdict
from ...models import Consultation, Outcome, OutcomeItem, Theme

KNOWN = ("asked", "said", "did", "published_on", "items")


def read_outcome(home: Path, report: Report, consultation: Consultation, themes: dict[str, Theme], by: Actor) -> int:
    """1 when an outcome was added. One that is here already is left alone."""
    path = home / "outcome.yaml"
    if not path.exists() or Outcome.objects.filter(consultation=consultation).exists():
        return 0
    source = read_yaml(path, report)
    source.unknown(KNOWN)
    published = source.date("published_on", blank=True)
    outcome = Outcome(
        consultation=consultation,
        asked=source.text("asked"),
        said=source.text("said"),
        did=source.text("did"),
        published_at=start_of_day(published) if published else None,
        published_by=by.name if published else "",
    )
    items = [_item(place, item, themes, outcome) for place, item in enumerate(source.maps("items", blank=True))]
    if not report.ok:
        return 0
    outcome.save()
    OutcomeItem.objects.bulk_create(items)
    for item in items:
        if item.theme is not None and published:
            link("answered_with", item.theme, outcome, by=by)
    return 1


def _item(place: int, item: YamlMap, themes: dict[str, Theme], outcome: Outcome) -> OutcomeItem:
    item.unknown(("theme", "question", "verdict", "because"))
    key = item.key("theme", blank=True)
    if key and key not in themes:
        item.fault("theme", f"There is no theme '{key}'.", "Add it to themes.yaml, or mend the key.")
    return OutcomeItem(
        outcome=outcome,
        theme=themes.get(key) if key else None,
        question="" if key else item.text("question", 80),
        verdict=item.choice("verdict", Verdict.values),
        because=item.text("because"),
        position=place,
    )
