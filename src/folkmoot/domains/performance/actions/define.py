"""Say what an indicator is: add one, change one, and see that its formula holds together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from folkmoot.ground.audit.public import changed_fields, record
from folkmoot.ground.base.policies import Actor
from folkmoot.ground.bodies.models import Organisation
from folkmoot_core.indicators import Unit, check_units, parse_formula
from folkmoot_core.values import Fault, Invalid

from ..enums import Standing
from ..models import Indicator, Input
from ..policies import check_keep
from ..queries.series import RESIDENTS
from .readings import make_stale

# Without these nobody could measure it the same way next year.
NEEDED = ("definition", "unit", "polarity", "frequency", "source")


@transaction.atomic
def add_indicator(*, owner: Organisation, values: Mapping[str, Any], by: Actor) -> Indicator:
    """`values` are fields of the model, its key among them. Raises Invalid for what does not hold together."""
    indicator = Indicator(owner=owner, **values)
    check_keep(by, indicator)
    sources = faultless(indicator)
    try:
        with transaction.atomic():
            indicator.save(force_insert=True)
    except IntegrityError as problem:
        mend = _("Choose another.")
        raise Invalid([Fault("key", _("Another indicator has this key."), mend)]) from problem
    keep_inputs(indicator, sources)
    record(verb="indicator.added", subject=indicator, by=by, changes={"standing": [None, indicator.standing]})
    return indicator


@transaction.atomic
def edit_indicator(*, indicator: Indicator, values: Mapping[str, Any], by: Actor, reason: str = "") -> Indicator:
    """Change what it is. Who owns it may change too, to a body that the actor keeps as well."""
    check_keep(by, indicator)
    before = {name: getattr(indicator, name) for name in values}
    measured = indicator.observations.exists()
    for name, value in values.items():
        setattr(indicator, name, value)
    check_keep(by, indicator)
    changes = changed_fields(before, dict(values))
    if measured and "frequency" in changes:
        message = _("It has figures already, by another kind of period.")
        raise Invalid([Fault("frequency", message, _("Add another indicator, and retire this one."))])
    sources = faultless(indicator)
    if not changes:
        return indicator
    indicator.save()
    keep_inputs(indicator, sources)
    record(verb="indicator.edited", subject=indicator, by=by, changes=changes, reason=reason)
    make_stale([indicator])
    indicator.refresh_from_db()
    return indicator


def faultless(indicator: Indicator) -> list[Indicator]:
    """The indicators that its formula names. Raises Invalid for everything that is wrong with it."""
    faults = []
    if indicator.standing == Standing.CURRENT:
        for name in NEEDED:
            if not getattr(indicator, name) and not (name == "source" and indicator.formula):
                message = _("An indicator in use needs this.")
                faults.append(Fault(name, message, _("Fill it in, or leave it a draft.")))
    sources: list[Indicator] = []
    if indicator.formula:
        try:
            sources = sources_of(indicator)
        except Invalid as problem:
            faults += problem.faults
    if faults:
        raise Invalid(faults)
    return sources


def sources_of(indicator: Indicator, known: Mapping[str, Indicator] | None = None) -> list[Indicator]:
    """What a formula is made of, in its order. Raises Invalid unless all are there, are measured and not worked out
    themselves, and by the same kind of period, and units go together."""
    formula = parse_formula(indicator.formula)
    keys = [key for key in formula.inputs if key != RESIDENTS]
    here = known if known is not None else {each.key: each for each in Indicator.objects.filter(key__in=keys)}
    found = [here[key] for key in keys if key in here]
    faults = [_fault(_("There is no indicator “%(key)s”.") % {"key": key}) for key in keys if key not in here]
    for each in found:
        names = {"title": each.title}
        if each.formula or each.key == indicator.key:
            faults.append(_fault(_("“%(title)s” is worked out itself; name what it is made of.") % names))
        elif each.frequency != indicator.frequency:
            faults.append(_fault(_("“%(title)s” is measured by another kind of period.") % names))
        elif not each.unit:
            faults.append(_fault(_("“%(title)s” has no unit yet.") % names))
    if faults:
        raise Invalid(faults)
    units = {each.key: Unit(each.unit) for each in found} | {RESIDENTS: Unit.NUMBER}
    if indicator.unit:
        check_units(formula, units, Unit(indicator.unit))
    return found


def keep_inputs(indicator: Indicator, sources: Sequence[Indicator]) -> None:
    """Write down what it is made of, in order; what stands so already is left alone."""
    before = Input.objects.filter(indicator=indicator).order_by("position").values_list("source", flat=True)
    if list(before) == [source.pk for source in sources]:
        return
    Input.objects.filter(indicator=indicator).delete()
    Input.objects.bulk_create(
        Input(indicator=indicator, source=source, position=place) for place, source in enumerate(sources)
    )


def _fault(message: str) -> Fault:
    return Fault("formula", message, _("Mend the formula."))
