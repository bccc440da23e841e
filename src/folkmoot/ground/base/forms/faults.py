"""What an action found wrong, beside the fields of the form that it belongs to."""

from __future__ import annotations

from typing import Any

from django import forms

from folkmoot_core.values import Invalid


def put_faults(form: Any, problem: Invalid) -> None:
    """Show each fault at the field it names; above the form where the form has no such field."""
    for fault in problem.faults:
        form.add_error(fault.where if fault.where in form.fields else None, f"{fault.message} {fault.mend}".strip())


class TakesFaults:
    """A form that is told what its action found wrong."""

    def take(self, problem: Invalid) -> None:
        put_faults(self, problem)


class FaultsForm(TakesFaults, forms.Form):
    """A plain form that is told what its action found wrong."""
