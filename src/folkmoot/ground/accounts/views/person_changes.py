"""Each change to a person is a page that asks for the reason, and a post that does it."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView

from folkmoot.ground.accounts.actions.change_roles import grant_role, revoke_role
from folkmoot.ground.accounts.actions.invite_person import invite_person
from folkmoot.ground.accounts.actions.stop_person import reopen_person, reset_second_step, stop_person
from folkmoot.ground.accounts.forms.people import GrantForm, ReasonForm
from folkmoot.ground.accounts.models import RoleGrant, User
from folkmoot.ground.base.public import put_faults
from folkmoot_core.values import Invalid

from .people import ADMINISTRATORS, show_invitation


class ChangePersonView(FormView[Any]):
    access = ADMINISTRATORS
    template_name = "accounts/change_person.html"
    form_class: type[forms.Form] = ReasonForm
    title: ClassVar[Any] = ""
    button: ClassVar[Any] = ""
    done: ClassVar[Any] = ""
    explanation: ClassVar[Any] = ""
    danger = False

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.actor = request.actor  # type: ignore[attr-defined]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        self.person = get_object_or_404(User, pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def change(self, answers: dict[str, Any]) -> HttpResponse | None:
        """Do it. Returns a page of its own, or None to go back to the person."""
        raise NotImplementedError

    def form_valid(self, form: forms.Form) -> HttpResponse:
        try:
            response = self.change(form.cleaned_data)
        except Invalid as problem:
            put_faults(form, problem)
            return self.form_invalid(form)
        if response is not None:
            return response
        messages.success(self.request, self.done % {"name": self.person})
        return redirect("accounts:show_person", pk=self.person.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            person=self.person,
            title=self.title % {"name": self.person},
            button=self.button,
            explanation=self.explanation,
            danger=self.danger,
            **kwargs,
        )


class GrantRoleView(ChangePersonView):
    form_class = GrantForm
    title = _("Give a role to %(name)s")
    button = _("Give this role")
    done = _("%(name)s has the role from now on.")

    def change(self, answers: dict[str, Any]) -> None:
        reason = answers["reason"]
        grant_role(person=self.person, role=answers["role"], scope=answers["scope"], by=self.actor, reason=reason)


class RevokeRoleView(ChangePersonView):
    title = _("Take a role from %(name)s")
    button = _("Take it away")
    done = _("%(name)s no longer has the role.")
    danger = True

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        self.grant = get_object_or_404(RoleGrant, pk=kwargs["grant"], user_id=kwargs["pk"])
        self.explanation = f"{self.grant.get_role_display()} ({self.grant.scope})"  # type: ignore[misc]
        return super().dispatch(request, *args, **kwargs)

    def change(self, answers: dict[str, Any]) -> None:
        revoke_role(grant=self.grant, by=self.actor, reason=answers["reason"])


class StopPersonView(ChangePersonView):
    title = _("Close the account of %(name)s")
    button = _("Close the account")
    done = _("The account of %(name)s is closed.")
    explanation = _("They cannot sign in from now on. What they did stays in the history. You can open it again.")
    danger = True

    def change(self, answers: dict[str, Any]) -> None:
        stop_person(person=self.person, by=self.actor, reason=answers["reason"])


class ReopenPersonView(ChangePersonView):
    title = _("Open the account of %(name)s again")
    button = _("Open the account")
    done = _("The account of %(name)s is open again.")
    explanation = _("They can sign in again, with the roles they had.")

    def change(self, answers: dict[str, Any]) -> None:
        reopen_person(person=self.person, by=self.actor, reason=answers["reason"])


class ResetSecondStepView(ChangePersonView):
    title = _("Reset the second step of %(name)s")
    button = _("Reset the second step")
    done = _("%(name)s can sign in with the password alone, and set up a new second step.")
    explanation = _("For somebody who has lost their telephone and their recovery codes. Make sure that it is them.")
    danger = True

    def change(self, answers: dict[str, Any]) -> None:
        reset_second_step(person=self.person, by=self.actor, reason=answers["reason"])


class InvitePersonView(ChangePersonView):
    title = _("Send %(name)s a new invitation")
    button = _("Send the invitation")
    explanation = _("Earlier invitations stop working.")

    def change(self, answers: dict[str, Any]) -> HttpResponse:
        link = invite_person(person=self.person, by=self.actor, reason=answers["reason"])
        return show_invitation(self.request, self.person, link)
