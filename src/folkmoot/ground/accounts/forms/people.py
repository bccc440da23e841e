"""Forms of the administrator's pages about people."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from folkmoot.ground.accounts.models import User, scope_form
from folkmoot.ground.base.enums import Role
from folkmoot.ground.base.policies import EVERYWHERE


class ReasonForm(forms.Form):
    """Every change to what somebody may do says why; the reason stands in the history."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        help_text=_("One line. It is kept in the history with your name."),
        error_messages={"required": _("Enter the reason.")},
    )


class GrantForm(ReasonForm):
    role = forms.ChoiceField(
        label=_("Role"), choices=[("", _("Choose")), *Role.choices], error_messages={"required": _("Choose a role.")}
    )
    scope = forms.CharField(
        label=_("Where it holds"),
        max_length=120,
        initial=EVERYWHERE,
        validators=[scope_form],
        help_text=_("Enter * for everywhere, or organisation:KEY, body:KEY or service:KEY."),
        error_messages={"required": _("Enter where the role holds; * is everywhere.")},
    )
    field_order: tuple[str, ...] = ("role", "scope", "reason")


class AddPersonForm(GrantForm):
    name = forms.CharField(label=_("Name"), max_length=200, error_messages={"required": _("Enter the name.")})
    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        help_text=_("We send an invitation to it, with a link."),
        error_messages={"required": _("Enter the e-mail address.")},
    )
    field_order = ("name", "email", "role", "scope", "reason")

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"].strip().lower()
        if User.objects.filter(email__iexact=email).exists():
            raise forms.ValidationError(_("Somebody has an account with this address. Find them in the list."))
        return email
