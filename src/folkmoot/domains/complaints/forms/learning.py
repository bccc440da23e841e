"""How it was, and what somebody says of herself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from folkmoot.ground.base.public import TakesFaults, day_field

from ..actions.learning import Learned, Told
from ..models import EqualityQuestion
from ..queries.equality import DECLINED
from .person import lines_field

ANSWERS = (
    (5, _("Very happy")),
    (4, _("Happy")),
    (3, _("Neither")),
    (2, _("Unhappy")),
    (1, _("Very unhappy")),
)


class AboutYouForm(forms.Form):
    """The questions of the pack; none needs an answer, and not saying is one."""

    def __init__(self, *args: Any, questions: Sequence[EqualityQuestion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for question in questions:
            field = forms.ChoiceField(
                label=question.title,
                help_text=question.hint,
                choices=[*question.options.items(), (DECLINED, _("I would rather not say"))],
                widget=forms.RadioSelect,
                required=False,
            )
            field.needed_later = True  # type: ignore[attr-defined]
            self.fields[question.key] = field


class LessonFields(forms.Form):
    cause = forms.CharField(
        label=_("Why did it come about?"), max_length=300, help_text=_("The root, not the last slip.")
    )
    learned = lines_field(_("What did we learn?"))
    changed = lines_field(_("What did we change?"), required=False)
    changed_on = day_field(_("Since when?"), required=False)


class LessonWordsForm(TakesFaults, LessonFields):
    def known(self) -> Learned:
        return Learned(**self.cleaned_data)


class TellLessonForm(TakesFaults, forms.Form):
    """The same for everybody; begins with what colleagues read."""

    title = forms.CharField(label=_("In a few words"), max_length=120)
    learned = lines_field(_("What we learned"))
    changed = lines_field(_("What changed"))

    def told(self) -> Told:
        return Told(**self.cleaned_data)


class HandlingForm(forms.Form):
    content = forms.TypedChoiceField(
        label=_("How happy are you with how we dealt with your case?"),
        help_text=_("Whether or not you got what you wanted."),
        choices=ANSWERS,
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the answers."), "invalid_choice": _("Choose one of the answers.")},
    )
    words = forms.CharField(
        label=_("What could we have done better?"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
