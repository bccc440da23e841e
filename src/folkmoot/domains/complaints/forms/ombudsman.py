"""The form of one referral."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from folkmoot.ground.base.public import TakesFaults, day_field

from ..actions.ombudsman import ReferralFields
from ..models import Case, Referral
from ..queries.ombudsman import categories, codes_on

NOT_YET = ("", _("Not yet"))


class ReferralForm(TakesFaults, forms.Form):
    theirs = forms.CharField(label=_("The Ombudsman's reference"), max_length=40)
    case = forms.CharField(
        label=_("Our case"),
        max_length=24,
        required=False,
        help_text=_("Its reference, if the complaint came to us before."),
    )
    category = forms.CharField(
        label=_("About"), max_length=120, required=False, help_text=_("The service, as the Ombudsman calls it.")
    )
    received_on = day_field(_("When did it come?"))
    stage = forms.ChoiceField(label=_("How did the Ombudsman take it?"), required=False)
    enquired_on = day_field(_("When did the Ombudsman ask us?"), required=False)
    answered_on = day_field(_("When did we answer?"), required=False, help_text=_("Within 28 days of being asked."))
    decision = forms.ChoiceField(label=_("What was decided?"), required=False)
    decided_on = day_field(_("When was it decided?"), required=False)
    remedy = forms.CharField(
        label=_("What are we to do?"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    compensation = forms.DecimalField(
        label=_("Compensation"), max_digits=9, decimal_places=2, required=False, help_text=_("In pounds.")
    )
    remedy_due = day_field(_("By when?"), required=False)
    remedy_done = day_field(_("When was it done?"), required=False)
    note = forms.CharField(label=_("Note"), required=False, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, referral: Referral | None = None, **kwargs: Any) -> None:
        if referral is not None:
            kwargs.setdefault("initial", first_values(referral))
        super().__init__(*args, **kwargs)
        came = referral.received_on if referral else timezone.localdate()
        decided = (referral.decided_on if referral else None) or timezone.localdate()
        self._choose("stage", came, decisions=False)
        self._choose("decision", decided, decisions=True)
        self.fields["category"].widget.attrs["list"] = "categories"
        self.categories = categories()

    def _choose(self, name: str, day: date, *, decisions: bool) -> None:
        """Codes of that day, and of today: what is said depends on when."""
        found = dict.fromkeys(
            (f"{listed}:{code.key}", code.label)
            for on in dict.fromkeys((day, timezone.localdate()))
            for listed, code in codes_on(on, decisions=decisions)
        )
        self.fields[name].choices = [NOT_YET, *found]  # type: ignore[attr-defined]

    def clean_case(self) -> Case | None:
        typed = self.cleaned_data["case"].strip().upper()
        if not typed:
            return None
        case = Case.objects.filter(arrival__reference=typed).first()
        if case is None:
            raise forms.ValidationError(_("There is no case of this reference."))
        return case

    def known(self) -> ReferralFields:
        return ReferralFields(**self.cleaned_data)


def first_values(referral: Referral) -> dict[str, Any]:
    plain = ("theirs", "category", "received_on", "enquired_on", "answered_on", "decided_on", "remedy", "compensation")
    values = {name: getattr(referral, name) for name in (*plain, "remedy_due", "remedy_done", "note")}
    values["case"] = str(referral.case.arrival.reference) if referral.case else ""
    values["stage"] = f"{referral.stage_list}:{referral.stage}" if referral.stage else ""
    values["decision"] = f"{referral.decision_list}:{referral.decision}" if referral.decision else ""
    return values
