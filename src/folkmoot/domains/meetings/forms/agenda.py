"""What a clerk fills in for an item, a paper and a file."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

from folkmoot.ground.base.public import TakesFaults
from folkmoot.ground.documents.public import ALL_ENDINGS

from ..enums import Delivery, ItemKind, Verb
from ..models import AgendaItem, Paper
from .fields import StandingFields, day_field, lines_field, time_field

ASKS = 4


class ItemForm(TakesFaults, StandingFields):
    section = forms.ChoiceField(label=_("Section"), required=False)
    title = forms.CharField(label=_("Title"), max_length=300)
    kind = forms.ChoiceField(label=_("What kind of item?"), choices=ItemKind.choices, initial=ItemKind.BUSINESS)
    delivery = forms.ChoiceField(
        label=_("How does it come before the meeting?"), choices=Delivery.choices, initial=Delivery.PAPER
    )
    note = lines_field(_("What it is about"), 3, help_text=_("A sentence or two in plain words."), longest=5000)
    presented_by = forms.CharField(label=_("Brought by"), max_length=300, required=False)
    starts_at = time_field(_("Timed for"))
    late_reason = lines_field(
        _("The chair's reason for urgency"), 2,
        help_text=_("Only for an item that comes after the last day in time. Everybody reads it, and it is minuted."),
        longest=2000,
    )  # fmt: skip
    field_order = [
        "section", "title", "kind", "delivery", "note", "presented_by", "starts_at", "late_reason",
        "access", "exempt_paragraphs", "public_interest", "public_title",
    ]  # fmt: skip

    def __init__(self, *args: Any, sections: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if len(sections) > 1 or sections[0][0]:
            self.fields["section"].choices = [(letter, f"{letter}. {title}") for letter, title in sections]  # type: ignore[attr-defined]
            self.fields["section"].required = True
        else:
            del self.fields["section"]

    @staticmethod
    def begins(item: AgendaItem) -> dict[str, Any]:
        return {name: getattr(item, name) for name in ItemForm.field_order}


class PaperForm(TakesFaults, StandingFields):
    folds = (
        (
            _("Ask for more"),
            tuple(name for number in range(2, ASKS + 1) for name in (f"verb_{number}", f"ask_{number}")),
        ),
        *StandingFields.folds,
    )
    title = forms.CharField(label=_("Title"), max_length=300)
    authors = forms.CharField(
        label=_("From"), max_length=500, required=False, help_text=_("Names and posts, as they are to be printed.")
    )
    addressed_to = forms.CharField(label=_("To"), max_length=300, required=False)
    date = day_field(_("Date of the paper"), required=False)
    summary = lines_field(_("Summary"), 4)
    body_text = lines_field(
        _("The paper itself"), 12, help_text=_("If it is not a file. You can add files afterwards.")
    )
    background = lines_field(
        _("Background papers"), 3,
        help_text=_("What the author relied on, one a line; an address may stand at the end of the line."),
    )  # fmt: skip
    contacts = lines_field(_("Whom to ask"), 2, longest=2000)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number in range(1, ASKS + 1):
            self.fields[f"verb_{number}"] = forms.ChoiceField(
                label=_("What the body is asked to do")
                if number == 1
                else _("And to do (%(number)d)") % {"number": number},
                choices=[("", _("Nothing")), *Verb.choices],
                required=False,
            )
            self.fields[f"ask_{number}"] = forms.CharField(
                label=_("What exactly"), required=False, max_length=5000, widget=forms.Textarea(attrs={"rows": 2})
            )
        asks = [name for number in range(1, ASKS + 1) for name in (f"verb_{number}", f"ask_{number}")]
        self.order_fields(
            ["title", "authors", "addressed_to", "date", "summary", *asks, "body_text", "background", "contacts",
             "access", "exempt_paragraphs", "public_interest", "public_title"]
        )  # fmt: skip

    @staticmethod
    def begins(paper: Paper) -> dict[str, Any]:
        names = (
            "title", "authors", "addressed_to", "date", "summary", "body_text", "contacts",
            "access", "exempt_paragraphs", "public_interest", "public_title",
        )  # fmt: skip
        held = {name: getattr(paper, name) for name in names}
        for number, each in enumerate(list(paper.recommendations.all())[:ASKS], start=1):
            held |= {f"verb_{number}": each.verb, f"ask_{number}": each.text}
        held["background"] = "\n".join(f"{each.title} {each.url}".strip() for each in paper.background_papers.all())
        return held

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for number in range(1, ASKS + 1):
            if cleaned.get(f"ask_{number}") and not cleaned.get(f"verb_{number}"):
                self.add_error(f"verb_{number}", _("Choose the word for this: note, comment, agree, approve …"))
        return cleaned

    def asks(self, kept: list[tuple[str, str]] | None = None) -> list[tuple[str, str]]:
        """What stands on the form, and behind it what a paper has beyond that."""
        held = self.cleaned_data
        rows = [(held[f"verb_{number}"], held[f"ask_{number}"]) for number in range(1, ASKS + 1)]
        return [*(row for row in rows if row[0]), *(kept or [])[ASKS:]]

    def clean_background(self) -> list[tuple[str, str]]:
        found = []
        for line in self.cleaned_data["background"].splitlines():
            title, _space, last = line.strip().rpartition(" ")
            if last.startswith(("http://", "https://")):
                try:
                    URLValidator(schemes=["http", "https"])(last)
                except ValidationError:
                    raise ValidationError(_("“%(line)s” is not an address."), params={"line": last[:80]}) from None
                found.append((title or last, last))
            elif line.strip():
                found.append((line.strip(), ""))
        return found


class FileForm(TakesFaults, StandingFields):
    file = forms.FileField(
        label=_("File"),
        widget=forms.FileInput(attrs={"accept": ",".join(ALL_ENDINGS)}),
        help_text=_("A PDF goes into the pack with its pages numbered. Others are beside it."),
    )
    title = forms.CharField(label=_("Title"), max_length=300, help_text=_("Such as “Appendix 1: figures”."))
    field_order = ["file", "title", "access", "exempt_paragraphs", "public_interest", "public_title"]


class PublishForm(TakesFaults, forms.Form):
    reason = lines_field(
        _("Why it goes out now"), 3, help_text=_("Needed when it is late. Everybody reads it."), longest=2000
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=80)


class AlertForm(forms.Form):
    email = forms.EmailField(label=_("Your e-mail address"), max_length=254)


class SearchForm(forms.Form):
    words = forms.CharField(label=_("Words in titles and papers"), required=False, max_length=100)
