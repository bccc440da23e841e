"""Fields that several forms of meetings share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from folkmoot.ground.base import public as base

from ..enums import Access, ExemptParagraph


def day_field(label: Any, *, required: bool = True, help_text: Any = "", **more: Any) -> forms.DateField:
    """A day in any way that the language writes it."""
    messages = {"invalid": _("Enter a date that exists, such as 15 9 2011.")}
    return base.day_field(
        label, required=required, help_text=help_text, input_formats=None, error_messages=messages, **more
    )


def time_field(label: Any, *, required: bool = False, help_text: Any = "") -> forms.TimeField:
    return forms.TimeField(
        label=label,
        required=required,
        help_text=help_text,
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time", "class": "govuk-input--width-5"}),
        error_messages={"invalid": _("Enter a time, such as 10:00.")},
    )


def lines_field(
    label: Any, rows: int, *, required: bool = False, help_text: Any = "", longest: int = 100_000
) -> forms.CharField:
    return base.words_field(label, rows, required=required, most=longest, help_text=help_text)


@dataclass(frozen=True)
class Part:
    """Fields of a form that stand together; those with a title are folded away until they are needed."""

    fields: list[forms.BoundField]
    title: Any = ""
    is_open: bool = True


class FoldedFields(forms.Form):
    """A form in which what few things need is folded away: (title, names of fields) of each fold."""

    template_name = "meetings/desk/folded_form.html"
    folds: ClassVar[tuple[tuple[Any, tuple[str, ...]], ...]] = ()

    def parts(self) -> list[Part]:
        """The form in order. A fold is open where something in it is filled in or wrong."""
        found: list[Part] = []
        fold_of = {name: (title, names) for title, names in self.folds for name in names}
        done: set[str] = set()
        for field in self.visible_fields():
            if field.name in done:
                continue
            if field.name not in fold_of:
                found.append(Part([field]))
                continue
            title, names = fold_of[field.name]
            inside = [self[name] for name in names if name in self.fields]
            done |= set(names)
            found.append(Part(inside, title, any(each.errors or each.value() for each in inside)))
        return found


class StandingFields(FoldedFields):
    """Who may read a thing, and its public face."""

    folds: ClassVar[tuple[tuple[Any, tuple[str, ...]], ...]] = (
        (
            _("For what is exempt or confidential: ground, public interest, title for the public"),
            ("exempt_paragraphs", "public_interest", "public_title"),
        ),
    )
    access = forms.ChoiceField(
        label=_("Who may read it?"), choices=Access.choices, initial=Access.PUBLIC, widget=forms.RadioSelect
    )
    exempt_paragraphs = forms.TypedMultipleChoiceField(
        label=_("Paragraphs of Schedule 12A"),
        choices=ExemptParagraph.choices,
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("For what is exempt only."),
    )
    public_interest = lines_field(
        _("Why is the public interest in keeping it back?"),
        3,
        help_text=_("For what is exempt only. Everybody reads this, so it must not tell what it keeps back."),
        longest=2000,
    )
    public_title = forms.CharField(
        label=_("Title for the public"),
        max_length=300,
        required=False,
        help_text=_(
            "For what is kept back: what everybody reads in place of the title, such as “Award of a contract”."
        ),
    )
