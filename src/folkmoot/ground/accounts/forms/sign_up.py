"""Apart from the sign-in form, since allauth reads this while it defines its own forms."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from folkmoot.ground.accounts.models import User


class SignUpFields(forms.Form):
    """What we ask of somebody who makes an account, beside what allauth asks."""

    name = forms.CharField(label=_("Your name"), max_length=200)

    def signup(self, request: HttpRequest, user: User) -> None:
        user.name = self.cleaned_data["name"]
        user.save(update_fields=["name"])
