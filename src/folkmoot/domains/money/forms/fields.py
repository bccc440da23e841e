"""Fields for pounds, periods and lines."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.utils.translation import gettext as now

from folkmoot_core.money import Unit, said_in
from folkmoot_core.values import Invalid

from ..adapters.words import pence_of


class PoundsField(forms.CharField):
    """Pounds as people write them, in the unit of a budget; its value is pence."""

    def __init__(self, *, unit: Unit = Unit.POUNDS, **kwargs: Any) -> None:
        self.unit = unit
        attributes = {"class": "govuk-input--width-10", "inputmode": "decimal", "autocomplete": "off"}
        super().__init__(max_length=40, widget=forms.TextInput(attrs=attributes), **kwargs)

    def to_python(self, value: Any) -> Any:
        try:
            return pence_of(str(super().to_python(value) or ""), self.unit, "")
        except Invalid as problem:
            fault = problem.faults[0]
            raise forms.ValidationError(f"{fault.message} {fault.mend}") from None

    def validate(self, value: Any) -> None:
        if value is None and self.required:
            raise forms.ValidationError(self.error_messages["required"], code="required")

    def run_validators(self, value: Any) -> None:
        """Its length is that of what was typed."""


class PostsField(forms.CharField):
    """Full-time equivalents to a hundredth."""

    def __init__(self, **kwargs: Any) -> None:
        attributes = {"class": "govuk-input--width-5", "inputmode": "decimal", "autocomplete": "off"}
        super().__init__(max_length=20, widget=forms.TextInput(attrs=attributes), **kwargs)

    def to_python(self, value: Any) -> Any:
        text = str(super().to_python(value) or "").strip().replace(",", "")
        if not text:
            return None
        try:
            found = Decimal(text)
        except InvalidOperation:
            found = Decimal("NaN")
        if not found.is_finite() or not 0 <= found < 1_000_000 or found != round(found, 2):
            raise forms.ValidationError(now("This is no number of staff. Write full-time equivalents, such as 118.15."))
        return found

    def validate(self, value: Any) -> None:
        if value is None and self.required:
            raise forms.ValidationError(self.error_messages["required"], code="required")

    def run_validators(self, value: Any) -> None:
        """As above."""


def typed(pence: int | None, unit: Unit) -> str:
    """An amount as it is typed again, exact to the penny and no longer than need be."""
    if pence is None:
        return ""
    decimals = {Unit.POUNDS: 2, Unit.THOUSANDS: 5, Unit.MILLIONS: 8}[unit]
    text = f"{said_in(pence, unit, decimals):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
