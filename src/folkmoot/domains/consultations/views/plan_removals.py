"""Taking something out of a plan: a page that asks, and a post that does it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import Http404
from django.utils.translation import gettext_lazy as _

from ..actions.consultees import remove_document, remove_group
from ..forms.plan import PartForm
from .plan import ReasonWherePromised


class RemoveForm(forms.Form):
    reason = PartForm.base_fields["reason"]


class RemoveFromPlanView(ReasonWherePromised):
    form_class = RemoveForm
    is_grave = True
    related = ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"explanation": str(self.row())}

    def row(self) -> Any:
        row = getattr(self.consultation, self.related).filter(pk=self.kwargs["pk"]).first()
        if row is None:
            raise Http404
        return row


class RemoveGroupView(RemoveFromPlanView):
    heading = _("Take this group out?")
    button = _("Take it out")
    done = _("The group is taken out.")
    related = "consultee_groups"

    def change(self, answers: dict[str, Any]) -> None:
        remove_group(group=self.row(), by=self.actor, reason=answers.get("reason", ""))


class RemoveDocumentView(RemoveFromPlanView):
    heading = _("Take this document out?")
    button = _("Take it out")
    done = _("The document is taken out.")
    related = "documents"

    def change(self, answers: dict[str, Any]) -> None:
        remove_document(document=self.row(), by=self.actor, reason=answers.get("reason", ""))
