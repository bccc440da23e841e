"""A plan as a version keeps it: its parts as items that can be compared."""

from __future__ import annotations

from typing import Any

from folkmoot_core.plans import Item

from ..models import Plan


def face_of(plan: Plan) -> list[Item]:
    """All that everybody may read of the plan, part by part. Seven queries, however large it is."""
    spec = plan.kind.spec
    about = (("summary", plan.summary), ("starts", plan.starts), ("ends", plan.ends))
    items = [Item("plan", plan.key, plan.title, about)]
    items += [
        Item("section", section.key, section.title, (("words", plan.sections[section.key]),))
        for section in spec.sections
        if plan.sections.get(section.key)
    ]
    objectives = plan.objectives.select_related("parent", "body").prefetch_related("services__serves__plan")
    for each in objectives:
        serves = "; ".join(f"{one.serves.plan.title}: {one.serves}" for one in each.services.all())
        fields = (
            ("words", each.words),
            ("under", str(each.parent) if each.parent else ""),
            ("body", each.body.name if each.body else ""),
            ("serves", serves),
        )
        items.append(Item("objective", each.key, str(each), fields))
    for action in plan.actions.filter(is_public=True).select_related("body").prefetch_related("carryings__objective"):
        told = (
            ("deliverable", action.deliverable),
            ("owner", action.owner_name),
            ("body", action.body.name if action.body else ""),
            ("timetable", action.timetable),
            ("understood", action.understood),
            ("serves", "; ".join(str(one.objective) for one in action.carryings.all())),
        )
        items.append(Item("action", action.key, str(action), told))
    items += [
        Item("commitment", f"{each.who}|{each.words}", each.who, (("words", each.words),))
        for each in plan.commitments.all()
    ]
    return items


def items_as_data(items: list[Item]) -> list[dict[str, Any]]:
    """As JSON keeps them."""
    return [
        {"what": item.what, "key": item.key, "title": item.title, "fields": [list(field) for field in item.fields]}
        for item in items
    ]


def items_from_data(data: list[dict[str, Any]]) -> list[Item]:
    """What `items_as_data` gave, back."""
    return [
        Item(each["what"], each["key"], each["title"], tuple((name, text) for name, text in each["fields"]))
        for each in data
    ]
