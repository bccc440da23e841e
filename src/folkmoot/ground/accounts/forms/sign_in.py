"""allauth's forms, with labels that stay put where it has placeholders that vanish, and errors that say what to do."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as second_step
from allauth.mfa.totp import forms as authenticator_app
from django import forms
from django.utils.translation import gettext_lazy as _

LABELS = {
    "login": (_("E-mail address"), _("Enter your e-mail address.")),
    "email": (_("E-mail address"), _("Enter your e-mail address.")),
    "password": (_("Password"), _("Enter your password.")),
    "oldpassword": (_("Password you have now"), _("Enter the password you have now.")),
    "password1": (_("New password"), _("Enter a new password.")),
    "password2": (_("New password again"), _("Enter the new password again.")),
    "code": (_("Code"), _("Enter the code.")),
}


class PlainWords(forms.Form):
    """Put first among the bases of a form of allauth's."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            if name in LABELS:
                field.label, field.error_messages["required"] = LABELS[name]
            if "password/reset" in str(field.help_text):
                field.help_text = ""  # the sign-in page has its own link to a new password


class SignInForm(PlainWords, account.LoginForm):
    pass


class SignUpForm(PlainWords, account.SignupForm):
    field_order = ("name", "email", "password1", "password2")


class ChangeAddressForm(PlainWords, account.AddEmailForm):
    pass


class ChangePasswordForm(PlainWords, account.ChangePasswordForm):
    pass


class SetPasswordForm(PlainWords, account.SetPasswordForm):
    pass


class AskForPasswordForm(PlainWords, account.ResetPasswordForm):
    pass


class NewPasswordForm(PlainWords, account.ResetPasswordKeyForm):
    pass


class ConfirmForm(PlainWords, account.ReauthenticateForm):
    pass


class CodeForm(PlainWords, second_step.AuthenticateForm):
    pass


class ConfirmCodeForm(PlainWords, second_step.ReauthenticateForm):
    pass


class SetUpAppForm(PlainWords, authenticator_app.ActivateTOTPForm):
    pass
