from __future__ import annotations

from django.contrib.auth.forms import SetPasswordForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from folkmoot.ground.accounts.actions.invite_person import accept_invitation as accept
from folkmoot.ground.accounts.actions.invite_person import invited_person
from folkmoot.ground.base.policies import public_page


@public_page
@never_cache
@sensitive_post_parameters("new_password1", "new_password2")
def accept_invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Choose the first password. Opening the link changes nothing, since mail scanners open links too."""
    person = invited_person(token)
    if person is None:
        return render(request, "accounts/invitation_ended.html", status=404)
    form = SetPasswordForm(person, request.POST or None)
    form.fields["new_password2"].help_text = ""
    if request.method == "POST" and form.is_valid():
        accept(token=token, password=form.cleaned_data["new_password1"])
        return render(request, "accounts/invitation_accepted.html", {"person": person})
    return render(request, "accounts/invitation.html", {"form": form, "person": person})
