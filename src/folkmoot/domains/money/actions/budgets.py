"""Begin a budget, say what it is, and which lines it has."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain, count
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils.text import slugify
from django.utils.translation import gettext as _

from folkmoot.ground.audit.public import changed_fields, record
from folkmoot.ground.base.policies import Actor
from folkmoot.ground.bodies.models import Organisation
from folkmoot_core.money import FinancialYear
from folkmoot_core.values import Fault, Invalid

from ..models import Amount, Budget, Line
from ..policies import check_keep

EDITABLE = (
    *(
        "title",
        "keeper",
        "cycle",
        "unit",
        "decimals",
        "reason_above",
        "reason_above_percent",
        "about",
        "note",
        "source",
    ),
    "is_synthetic",
)
# In an address it would be the desk.
RESERVED = ("desk",)
OF_A_LINE = ("title", "heading", "position", "is_total", "about", "source")


@transaction.atomic
def begin_budget(*, body: Organisation, year: FinancialYear, by: Actor, key: str = "", **fields: Any) -> Budget:
    """`fields`: those of `EDITABLE`; without a title that of the body. Raises Invalid, Refused."""
    keeper = fields.pop("keeper", None) or body
    budget = Budget(
        key=key or f"{slugify(body.key.replace('_', '-'))[:60]}-{year.text.replace('/', '-')}",
        body=body,
        keeper=keeper,
        year=year.begins,
        **{"title": body.name, **{name: value for name, value in fields.items() if value not in (None, "")}},
    )
    check_keep(by, budget.scopes)
    if budget.key in RESERVED:
        raise Invalid([Fault("key", _("This key means something else here."), _("Choose another."))])
    try:
        with transaction.atomic():
            budget.save(force_insert=True)
    except IntegrityError as problem:
        message = _("This body has a budget of this year already.")
        raise Invalid([Fault("year", message, _("Open that one, or choose another year."))]) from problem
    record(verb="budget.begun", subject=budget, by=by, changes={"year": [None, year.text]})
    return budget


@transaction.atomic
def edit_budget(*, budget: Budget, values: Mapping[str, Any], by: Actor) -> Budget:
    """Change what it is. How its spending is told stays once some is told. Raises Invalid, Refused."""
    check_keep(by, budget.scopes)
    budget = lock(budget)
    changes = changed_fields({name: getattr(budget, name) for name in values}, dict(values))
    if "cycle" in changes and Amount.objects.filter(line__budget=budget).exists():
        message = _("Amounts are told by another kind of period already.")
        raise Invalid([Fault("cycle", message, _("Leave it for this year."))])
    for name, value in values.items():
        setattr(budget, name, value)
    check_keep(by, budget.scopes)
    if changes:
        budget.save()
        record(verb="budget.edited", subject=budget, by=by, changes=changes)
    return budget


@transaction.atomic
def put_line(*, budget: Budget, fields: Mapping[str, Any], by: Actor, line: Line | None = None, key: str = "") -> Line:
    """A line, new or changed; `fields` of `OF_A_LINE`. Raises Invalid, Refused."""
    check_keep(by, budget.scopes)
    lock(budget)
    made = line or Line(
        budget=budget, key=key or free_key(str(fields["title"]), budget.lines.all()), position=budget.lines.count() + 1
    )
    changes = changed_fields({name: getattr(made, name) for name in fields}, dict(fields)) if line else {}
    if line and not changes:
        return line
    for name, value in fields.items():
        setattr(made, name, value)
    try:
        with transaction.atomic():
            made.save()
    except IntegrityError as problem:
        message = _("This budget has such a line already: the same key, or a second printed total.")
        raise Invalid([Fault("title", message, _("Change that one."))]) from problem
    record(verb="budget.line_put", subject=made, by=by, changes=changes or {"title": [None, made.title]})
    return made


@transaction.atomic
def remove_line(*, line: Line, by: Actor) -> None:
    """Only one that never had an amount. Raises Invalid, Refused (also where it is tied to something)."""
    check_keep(by, line.budget.scopes)
    lock(line.budget)
    if line.amounts.exists() or line.savings.exists() or line.explanations.exists():
        message = _("There are amounts, savings or explanations of this line, which are kept.")
        raise Invalid([Fault("", message, _("Take the amounts back one by one instead."))])
    title = line.title
    line.delete()
    record(verb="budget.line_removed", subject=line.budget, by=by, changes={"title": [title, None]})


def lock(budget: Budget) -> Budget:
    """Whoever writes to a budget waits for whoever else does, so that what is published is what stood there."""
    return Budget.objects.select_for_update(of=("self",)).select_related("body", "keeper").get(pk=budget.pk)


def free_key(title: str, others: QuerySet[Any]) -> str:
    """Made of the title, and with a number where one of the others has it."""
    base = slugify(title)[:70] or "one"
    taken = set(others.values_list("key", flat=True))
    return next(key for key in chain([base], (f"{base}-{number}" for number in count(2))) if key not in taken)
