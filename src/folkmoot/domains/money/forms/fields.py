"""Fields for pounds, periods and lines."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms

from folkmoot_core.money import Unit, said_in
from folkmoot_core.values import Invalid

from ..adapters.words import pence_of, posts_of


class ExactField(forms.CharField):
    """A number as people write it, which `read` makes into a value; Invalid says what is wrong with it."""

    width = "govuk-input--width-10"

    def __init__(self, **kwargs: Any) -> None:
        attributes = {"class": self.width, "inputmode": "decimal", "autocomplete": "off"}
        super().__init__(max_length=40, widget=forms.TextInput(attrs=attributes), **kwargs)

    def read(self, text: str) -> Any:
        raise NotImplementedError

    def to_python(self, value: Any) -> Any:
        try:
            return self.read(str(super().to_python(value) or ""))
        except Invalid as problem:
            fault = problem.faults[0]
            raise forms.ValidationError(f"{fault.message} {fault.mend}") from None

    def validate(self, value: Any) -> None:
        if value is None and self.required:
            raise forms.ValidationError(self.error_messages["required"], code="required")

    def run_validators(self, value: Any) -> None:
        """Its length is that of what was typed."""


class PoundsField(ExactField):
    """Pounds in the unit of a budget; its value is pence."""

    unit = Unit.POUNDS

    def read(self, text: str) -> int | None:
        return pence_of(text, self.unit, "")


class PostsField(ExactField):
    """Full-time equivalents to a hundredth."""

    width = "govuk-input--width-5"

    def read(self, text: str) -> Decimal | None:
        return posts_of(text, "")


def typed(pence: int | None, unit: Unit) -> str:
    """An amount as it is typed again, exact to the penny and no longer than need be."""
    if pence is None:
        return ""
    decimals = {Unit.POUNDS: 2, Unit.THOUSANDS: 5, Unit.MILLIONS: 8}[unit]
    text = f"{said_in(pence, unit, decimals):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
