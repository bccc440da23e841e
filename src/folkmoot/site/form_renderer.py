"""Every Django form on the site is drawn with the patterns of the GOV.UK Design System, and says in words of its own
what is wrong with it."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.forms import BoundField, ChoiceField, Field, FileField, ModelChoiceField
from django.forms.renderers import TemplatesSetting
from django.forms.utils import ErrorList
from django.utils.translation import gettext as _


class PageField(BoundField):
    """A field that names itself in the errors that Django words alike for every field ("This field is required.")."""

    @property
    def errors(self) -> ErrorList:
        found = super().errors
        if not found:
            return found
        said = [self._told(error) for error in found.as_data()]
        return self.form.error_class(said, renderer=self.form.renderer, field_id=self.auto_id)

    @property
    def first_id(self) -> str:
        """Where a link in the summary of errors leads: among radio buttons and tick boxes, to the first."""
        return self.id_for_label or f"{self.auto_id}_0"

    def _told(self, error: ValidationError) -> ValidationError:
        label = str(self.label).rstrip(":")
        if error.code == "required" and error.message == Field.default_error_messages["required"]:
            return ValidationError(self._ask_for(label), code="required")
        if error.code == "invalid_choice" and self._is_a_choice() and "%(value)s" in str(error.message):
            sentence = (
                _("Choose one of the answers to “%(label)s”")
                if label.endswith("?")
                else _("Choose “%(label)s” from the list.")
            )
            return ValidationError(sentence, "invalid_choice", {"label": label})
        if error.code == "max_length" and error.message == MaxLengthValidator.message:
            sentence = _("“%(label)s” can have up to %(limit_value)d characters. You have %(show_value)d.")
            return ValidationError(sentence, "max_length", {**(error.params or {}), "label": label})
        return error

    def _ask_for(self, label: str) -> str:
        if isinstance(self.field, FileField):
            return _("Choose a file.")
        if label.endswith("?"):
            return _("Answer “%(label)s”") % {"label": label}
        if self._is_a_choice():
            return _("Choose “%(label)s”.") % {"label": label}
        # A label of one word is a noun: "Reason".
        if " " not in label:
            return _("Enter the %(label)s.") % {"label": label[:1].lower() + label[1:]}
        return _("Fill in “%(label)s”.") % {"label": label}

    def _is_a_choice(self) -> bool:
        return isinstance(self.field, ChoiceField | ModelChoiceField)


class PageRenderer(TemplatesSetting):
    form_template_name = "forms/form.html"
    field_template_name = "forms/field.html"
    bound_field_class = PageField
