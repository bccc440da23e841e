"""A phase as a form: what it opens and shuts."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from folkmoot_core.phases import SWITCHES, usual_switches
from folkmoot_core.phases.switches import Kind

from ..actions.phases import FOLLOWING
from .plan import DayField, ReasonForm

# While answers come in, the counts follow the setting of their own, so that there is one place to look.
SET_ELSEWHERE = {"open": ("results_public",)}
SWITCH_LABELS = {
    "plan_public": _("Everybody can read the plan"),
    "answering": _("People can send answers"),
    "late_entry": _("Officers can type in paper and letters that came in time"),
    "editing": _("The questionnaire can be changed"),
    "results_public": _("Everybody can see the counts"),
    "outcome_public": _("Everybody can read what came of it"),
}


class PhaseForm(ReasonForm):
    """`kind` decides what can be set; `switches` gives the chosen ones."""

    starts_on = DayField(label=_("First day"), required=False, help_text=_("Left empty, there is no such phase."))

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if kind not in FOLLOWING:
            del self.fields["starts_on"]
        usual = usual_switches(Kind(kind))
        self.switch_names = [name for name in SWITCHES if name not in SET_ELSEWHERE.get(kind, ())]
        for name in self.switch_names:
            self.fields[name] = forms.BooleanField(
                label=SWITCH_LABELS[name], required=False, initial=kwargs.get("initial", {}).get(name, usual[name])
            )
        self.order_fields(["starts_on", *self.switch_names, "reason"])

    def switches(self) -> dict[str, bool]:
        return {name: bool(self.cleaned_data[name]) for name in self.switch_names}
