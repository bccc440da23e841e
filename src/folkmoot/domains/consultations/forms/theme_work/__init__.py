"""The forms with which answers in words are brought under themes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ...enums import RoundKind
from ...models import Theme

LARGEST_SEED = 2**31 - 1


class SearchForm(forms.Form):
    """How to look for groups."""

    clusters = forms.IntegerField(
        label=_("How many groups"),
        help_text=_(
            "About four times as many as you expect themes: it is easier to put groups together than to part them."
        ),
        min_value=2,
        max_value=200,
    )
    seed = forms.IntegerField(
        label=_("Start number"),
        help_text=_(
            "The same answers with the same start number give the same groups. Leave it unless you want others."
        ),
        min_value=0,
        max_value=LARGEST_SEED,
    )


class StanceForm(forms.Form):
    """The closed question that tells for or against."""

    stance = forms.ChoiceField(
        label=_("Question that tells for or against"),
        help_text=_("The counts are then also given for each answer to this question."),
        required=False,
    )

    def __init__(self, data: Any = None, *, questions: Sequence[tuple[str, str]], **options: Any) -> None:
        super().__init__(data, **options)
        self.fields["stance"].choices = [("", _("None")), *questions]  # type: ignore[attr-defined]


class PlaceForm(forms.Form):
    """The theme that ticked groups are put under: one that is there, or a new one."""

    theme = forms.ChoiceField(label=_("Theme"), required=False)
    title = forms.CharField(label=_("Title of a new theme"), max_length=200, required=False)
    description = forms.CharField(
        label=_("What people said"), max_length=20_000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, data: Any = None, *, themes: Sequence[Theme], **options: Any) -> None:
        super().__init__(data, **options)
        choices = [(theme.key, theme.title) for theme in themes]
        self.fields["theme"].choices = [("", _("A new theme")), *choices]  # type: ignore[attr-defined]


class FreezeForm(forms.Form):
    """A new version of the codebook."""

    note = forms.CharField(label=_("What is new in it"), max_length=300, required=False)


class ThresholdForm(forms.Form):
    """From which confidence on labels need no look."""

    threshold = forms.FloatField(
        label=_("Confidence from which labels are accepted, in per cent"),
        help_text=_("For example 90. The table shows how often such labels are right."),
        min_value=50,
        max_value=100,
    )


class RoundForm(forms.Form):
    """Answers drawn by chance, and what for."""

    kind = forms.ChoiceField(label=_("What for"), choices=RoundKind.choices, widget=forms.RadioSelect)
    size = forms.IntegerField(
        label=_("How many answers"),
        help_text=_("100 tell how far two people agree; 200 give counts to within a few per cent."),
        min_value=1,
        max_value=5000,
        initial=100,
    )
