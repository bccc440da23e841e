"""The forms with which officers read, theme and answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from folkmoot_core.questionnaires import Question

from ..actions.outcome import ItemWords, OutcomeWords
from ..actions.themes import ThemeWords
from ..enums import Verdict
from ..models import Outcome, Theme

LONGEST = 20_000


class RedactForm(forms.Form):
    """An answer as it is to be published."""

    public_text = forms.CharField(
        label=_("As it will be published"),
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_("Take out what should not be read, and put […] in its place. Nothing else may be changed."),
        max_length=LONGEST,
    )
    reason = forms.CharField(label=_("Why something is left out"), max_length=300)


class WithholdForm(forms.Form):
    reason = forms.CharField(label=_("Why it is not published"), max_length=300)


class ThemeForm(forms.Form):
    """A theme: something that several people said."""

    title = forms.CharField(label=_("Title"), max_length=200)
    description = forms.CharField(
        label=_("What people said"), required=False, widget=forms.Textarea(attrs={"rows": 4}), max_length=LONGEST
    )
    suggestions = forms.IntegerField(
        label=_("Suggestions"),
        help_text=_("How many suggestions you counted. One answer can hold several."),
        min_value=0,
        max_value=10_000_000,
        required=False,
    )

    def __init__(self, data: Any, *, initial: Mapping[str, Any], questions: Sequence[tuple[str, str]]) -> None:
        super().__init__(data, initial=dict(initial))
        choices = [("", _("All of them")), *questions]
        self.fields["question"] = forms.ChoiceField(label=_("Question"), required=False, choices=choices)

    @property
    def theme_words(self) -> ThemeWords:
        cleaned = self.cleaned_data
        return ThemeWords(cleaned["title"], cleaned["description"], cleaned["question"], cleaned["suggestions"] or 0)


@dataclass(frozen=True)
class ItemFields:
    """The fields with which one theme or one question is answered."""

    title: str
    note: str
    verdict: forms.BoundField
    because: forms.BoundField


class OutcomeForm(forms.Form):
    """We asked, you said, we did, and an answer to each theme; questions can be answered too. A verdict without a
    reason, or a reason without a verdict, is a mistake; neither means that there is no answer yet."""

    asked = forms.CharField(label=_("We asked"), widget=forms.Textarea(attrs={"rows": 5}), required=False)
    said = forms.CharField(label=_("You said"), widget=forms.Textarea(attrs={"rows": 8}), required=False)
    did = forms.CharField(label=_("We did"), widget=forms.Textarea(attrs={"rows": 8}), required=False)

    def __init__(
        self, data: Any, *, outcome: Outcome | None, themes: Sequence[Theme], questions: Sequence[Question]
    ) -> None:
        self.themes, self.questions = list(themes), list(questions)
        self.is_published = outcome is not None and outcome.published_at is not None
        super().__init__(data, initial=self._written(outcome))
        for name in self._names():
            self.fields[f"{name}-verdict"] = forms.ChoiceField(
                label=_("Our answer"), choices=[("", _("No answer yet")), *Verdict.choices], required=False
            )
            self.fields[f"{name}-because"] = forms.CharField(
                label=_("Because"), widget=forms.Textarea(attrs={"rows": 3}), required=False, max_length=LONGEST
            )
        for field in self.fields.values():
            field.needed_later = True  # type: ignore[attr-defined]  # may be saved empty, must be there to publish
        if self.is_published:
            self.fields["reason"] = forms.CharField(label=_("Why you change it"), max_length=300)

    def _names(self) -> list[str]:
        themes = [f"theme-{theme.pk}" for theme in self.themes]
        return [*themes, *(f"question-{question.key}" for question in self.questions)]

    def _written(self, outcome: Outcome | None) -> dict[str, Any]:
        if outcome is None:
            return {}
        initial: dict[str, Any] = {"asked": outcome.asked, "said": outcome.said, "did": outcome.did}
        for item in outcome.items.all():
            name = f"theme-{item.theme_id}" if item.theme_id else f"question-{item.question}"
            initial |= {f"{name}-verdict": item.verdict, f"{name}-because": item.because}
        return initial

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for name in self._names():
            verdict, because = cleaned.get(f"{name}-verdict"), (cleaned.get(f"{name}-because") or "").strip()
            if verdict and not because:
                self.add_error(f"{name}-because", _("Say why."))
            if because and not verdict:
                self.add_error(f"{name}-verdict", _("Choose what you decided."))
        return cleaned

    @property
    def theme_items(self) -> list[ItemFields]:
        return [self._fields(f"theme-{theme.pk}", theme.title, theme.description) for theme in self.themes]

    @property
    def question_items(self) -> list[ItemFields]:
        return [self._fields(f"question-{question.key}", question.text, "") for question in self.questions]

    def _fields(self, name: str, title: str, note: str) -> ItemFields:
        return ItemFields(title, note, self[f"{name}-verdict"], self[f"{name}-because"])

    @property
    def outcome_words(self) -> OutcomeWords:
        cleaned = self.cleaned_data
        items = []
        for theme in self.themes:
            if verdict := cleaned[f"theme-{theme.pk}-verdict"]:
                items.append(ItemWords(verdict, cleaned[f"theme-{theme.pk}-because"], theme=theme.pk))
        for question in self.questions:
            if verdict := cleaned[f"question-{question.key}-verdict"]:
                items.append(ItemWords(verdict, cleaned[f"question-{question.key}-because"], question=question.key))
        return OutcomeWords(cleaned["asked"], cleaned["said"], cleaned["did"], items)
