"""kinds/*.yaml and plans.yaml."""

from __future__ import annotations

from pathlib import Path

from folkmoot.ground.base.public import put_rows
from folkmoot_core.packfiles import Report, YamlMap, read_yaml, read_yaml_list
from folkmoot_core.plans import kind_as_data, read_kind

from ...enums import PlanState
from ...models import Kind, Plan
from .references import Known, number_of, partial

PLAN = (
    *("key", "kind", "title", "summary", "body", "keeper", "place", "parent", "starts", "ends", "state", "synthetic"),
    *("sections", "signatures", "note", "source"),
)


def load_kinds(folder: Path, report: Report) -> int:
    if not folder.is_dir():
        return 0
    wanted, faults_elsewhere = [], len(report.faults)
    for place, path in enumerate(sorted(folder.glob("*.yaml")), start=1):
        spec = read_kind(read_yaml(path, report))
        wanted.append(Kind(key=spec.key, title=spec.title, definition=kind_as_data(spec), position=place))
    # Also after a fault of another table: else each plan of a kind that stands here would be told as another fault.
    if len(report.faults) == faults_elsewhere:
        put_rows(wanted, existing=Kind.objects.all(), key=("key",))
    return len(wanted)


def load_plans(path: Path, report: Report, known: Known) -> int:
    entries = list(read_yaml_list(path, report))
    wanted = [_plan(entry, known) for entry in entries]
    if not report.ok:
        return len(entries)
    here = set(Plan.objects.values_list("key", flat=True))
    # Those that are new first without what stands above them, which may come later in the file.
    Plan.objects.bulk_create(plan for plan, _parent in wanted if plan.key not in here)
    numbers = dict(Plan.objects.values_list("key", "pk"))
    for (plan, parent), entry in zip(wanted, entries, strict=True):
        plan.pk, plan.parent_id = None, number_of(entry, "parent", numbers, blank=True) if parent else None
    if report.ok:
        put_rows([plan for plan, _parent in wanted], existing=Plan.objects.all(), key=("key",))
    return len(entries)


def _plan(entry: YamlMap, known: Known) -> tuple[Plan, str]:
    entry.unknown(PLAN)
    body = number_of(entry, "body", known.bodies)
    keeper = number_of(entry, "keeper", known.bodies, blank=True)
    state = entry.choice("state", PlanState.values)
    sections = entry.map("sections", blank=True)
    plan = Plan(
        key=entry.key("key"),
        kind_id=number_of(entry, "kind", known.kinds) or 0,
        title=entry.text("title", 200),
        summary=entry.text("summary", 2000, blank=True),
        body_id=body or 0,
        keeper_id=keeper or body or 0,
        place_id=number_of(entry, "place", known.places, blank=True),
        starts=partial(entry, "starts", known.today, blank=False),
        ends=partial(entry, "ends", known.today),
        state=state,
        is_public=state != PlanState.DRAFT,
        is_synthetic=entry.flag("synthetic", default=False),
        sections={name: sections.text(name, 5000) for name in sections},
        signatures=list(entry.texts("signatures", blank=True)),
        note=entry.text("note", 2000, blank=True),
        source=entry.text("source", 300, blank=True),
    )
    return plan, entry.text("parent", 80, blank=True)
