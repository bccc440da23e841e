"""What a clerk fills in for the notice of a key decision or of private business."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from folkmoot.ground.base.public import TakesFaults

from ..actions.agenda.noticing import NOTICE_FIELDS
from ..models import AgendaItem, DecisionNotice
from .fields import FoldedFields, day_field, lines_field


class NoticeForm(TakesFaults, FoldedFields):
    folds = (
        (
            _("For what is to be taken in private"),
            ("is_private", "private_reason", "second_notice_on", "representations"),
        ),
        (
            _("Where 28 days are impracticable"),
            ("scrutiny_told_on", "agreed_on", "agreed_by", "short_reason"),
        ),
    )
    matter = forms.CharField(
        label=_("What is to be decided"), max_length=300, help_text=_("Everybody reads this, and all that follows.")
    )
    is_key = forms.BooleanField(label=_("It is a key decision"), required=False)
    why_key = lines_field(
        _("Why it is one"), 2, longest=2000,
        help_text=_("Significant spending or savings, or significant in two or more wards or divisions."),
    )  # fmt: skip
    is_private = forms.BooleanField(label=_("It is to be taken in private"), required=False)
    private_reason = lines_field(_("Why in private"), 2, longest=2000)
    documents = lines_field(
        _("Documents for the decision"), 3, help_text=_("One a line. Others may be added later."), longest=5000
    )
    contact = forms.CharField(label=_("How to ask for them"), max_length=300)
    published_on = day_field(
        _("Notice published on"), required=False,
        help_text=_("28 clear days before. From the first day that you give here, everybody reads the notice."),
    )  # fmt: skip
    second_notice_on = day_field(
        _("Second notice of private business on"), required=False, help_text=_("Five clear days before.")
    )
    representations = lines_field(_("What was said against holding it in private, and the answer"), 2, longest=5000)
    scrutiny_told_on = day_field(
        _("Chair of scrutiny told, and everybody, on"), required=False,
        help_text=_("Where 28 days are impracticable: five clear days before (general exception)."),
    )  # fmt: skip
    agreed_on = day_field(
        _("Agreed urgent on"), required=False,
        help_text=_("Where five days are impracticable, too: the chair agrees that it cannot wait (special urgency)."),
    )  # fmt: skip
    agreed_by = forms.CharField(label=_("Who agreed"), max_length=200, required=False)
    short_reason = lines_field(_("Why longer notice was impracticable"), 2, longest=2000)

    @staticmethod
    def begins(item: AgendaItem, notice: DecisionNotice | None) -> dict[str, Any]:
        if notice is not None:
            return {name: getattr(notice, name) for name in NOTICE_FIELDS}
        title = item.title if item.is_open else item.public_title
        return {"matter": title, "is_key": True, "is_private": not item.is_open, "contact": item.meeting.contact}
