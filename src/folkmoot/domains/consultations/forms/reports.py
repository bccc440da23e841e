"""The forms with which officers make reports, change their words and publish them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.formats import date_format, number_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from folkmoot.ground.places.models import Place

from ..enums import ReportKind
from ..models import Snapshot, Weighting
from ..queries.reports.listing import KINDS

NOW = "now"
LONGEST_TEXT = 10_000


def said_of(snapshot: Snapshot) -> str:
    """ "3 March 2026, 14:05: 1,024 responses (snapshot 0a1b2c3d4e5f)"."""
    told = {
        "day": date_format(localtime(snapshot.made_at), "j F Y, H:i"),
        "number": number_format(snapshot.responses, use_l10n=True, force_grouping=True),
        "name": snapshot,
    }
    return _now("%(day)s: %(number)s responses (snapshot %(name)s)") % told


class SnapshotChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return said_of(obj)


class FiguresForm(forms.Form):
    """Which figures a report stands on."""

    figures = forms.ChoiceField(label=_("Figures"), widget=forms.RadioSelect)
    weighting = forms.ModelChoiceField(
        label=_("Weighting"),
        help_text=_("Weighted shares stand beside the plain ones, with their intervals."),
        queryset=Weighting.objects.none(),
        required=False,
        empty_label=_("Not weighted"),
    )

    def __init__(
        self,
        data: Any = None,
        *,
        snapshots: list[Snapshot],
        weightings: QuerySet[Weighting],
        current: Snapshot | None = None,
        **options: Any,
    ) -> None:
        super().__init__(data, **options)
        self.snapshots = {str(each.pk): each for each in snapshots}
        stays = [(str(current.pk), self._stays(current))] if current else []
        others = [(key, said_of(each)) for key, each in self.snapshots.items() if each != current]
        if current:
            self.snapshots[str(current.pk)] = current
        fresh = (NOW, _now("As the responses stand now"))
        self.fields["figures"].choices = [fresh, *stays, *others]  # type: ignore[attr-defined]
        weights: Any = self.fields["weighting"]
        weights.queryset = weightings
        if not weightings:
            del self.fields["weighting"]

    @staticmethod
    def _stays(current: Snapshot) -> str:
        return _now("Leave them as they are: %(figures)s") % {"figures": said_of(current)}

    @property
    def snapshot(self) -> Snapshot | None:
        """The one that was chosen; None for a new one."""
        return self.snapshots.get(self.cleaned_data["figures"])


class MakeReportForm(FiguresForm):
    """A report to begin: its kind, and the figures it stands on."""

    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=[(str(kind), ReportKind(kind).label) for kind in KINDS],
        widget=forms.RadioSelect,
    )
    district = forms.ModelChoiceField(
        label=_("District"),
        help_text=_("For an extract only. Districts from which responses came."),
        queryset=Place.objects.none(),
        required=False,
        empty_label=_("Choose a district"),
    )
    field_order = ("kind", "district", "figures", "weighting")

    def __init__(self, data: Any = None, *, districts: QuerySet[Any], **options: Any) -> None:
        super().__init__(data, **options)
        places: Any = self.fields["district"]
        places.queryset = districts
        if not districts:
            del self.fields["district"]


class SentenceForm(forms.Form):
    """An officer's text for a sentence. `number` and `seen` say what she had before her, so that nothing that somebody
    else wrote meanwhile is lost."""

    text = forms.CharField(
        label=_("Your text"), max_length=LONGEST_TEXT, widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Write a text, or go back to the sentence of the machine.")},
    )  # fmt: skip
    number = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)
    seen = forms.CharField(widget=forms.HiddenInput, max_length=LONGEST_TEXT, required=False, strip=False)


class ParagraphForm(forms.Form):
    """A paragraph of an officer's own."""

    text = forms.CharField(
        label=_("Your paragraph"),
        help_text=_("An empty line begins a new paragraph. Numbers are checked against the tables of the report."),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 6}),
    )


class PublishReportForm(forms.Form):
    """The last look before an edition is made."""

    summary = forms.CharField(
        label=_("What is new in this edition"),
        help_text=_("One or two sentences that stand beside it in the list of editions."),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    looked_at = forms.BooleanField(
        label=_("I have looked at the sentences listed above, and they may stand"), required=False
    )
    number = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)

    def __init__(self, data: Any = None, *, has_warnings: bool, **options: Any) -> None:
        super().__init__(data, **options)
        if not has_warnings:
            del self.fields["looked_at"]


class WithdrawEditionForm(forms.Form):
    reason = forms.CharField(
        label=_("Why it is withdrawn"),
        help_text=_("Everybody reads this in place of the edition."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
