"""Pages of those who keep a body: its profile, rules, leave to break one, what happened, notice, its place."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.generic import FormView, TemplateView

from folkmoot.ground.base.policies import needs
from folkmoot.ground.bodies.models import Organisation
from folkmoot_core.composition import KINDS
from folkmoot_core.values import Invalid

from .. import forms
from ..actions.govern import add_rule, choose_profile, end_rule, end_waiver, waive
from ..actions.keep import keep_remit, record_event, record_notice
from ..models import BoardRule, Remit, Waiver
from ..policies import KEEPERS, check_edit_body
from ..queries.boards import checked, months_of_notice


class KeeperView(FormView):
    """A form about one body that only its keepers may open. `keep` writes it, and may return what to tell."""

    template_name = "partnerships/edit.html"
    body: Organisation
    title = ""
    button = ""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.body = get_object_or_404(Organisation, key=kwargs["key"])
        check_edit_body(request.actor, self.body)  # type: ignore[attr-defined]
        self.prepare()
        return super().dispatch(request, *args, **kwargs)

    def prepare(self) -> None:
        """Fetch what else the address names."""

    def keep(self, values: dict[str, Any], form: Any) -> str | None:
        raise NotImplementedError

    @property
    def how(self) -> dict[str, Any]:
        """Who writes it, and why."""
        return {"by": self.request.actor, "reason": self.reason}  # type: ignore[attr-defined]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        shown = {"title": self.title, "back": self.body, "back_url": self.get_success_url(), "button": self.button}
        return super().get_context_data(**{**shown, **kwargs})

    def get_success_url(self) -> str:
        return reverse("partnerships:show_board", args=[self.body.key])

    def form_valid(self, form: Any) -> HttpResponse:
        values = dict(form.cleaned_data)
        self.reason = values.pop("reason", "")
        try:
            said = self.keep(values, form)
        except Invalid as problem:
            form.take(problem)
            return self.form_invalid(form)
        messages.success(self.request, said or _("The register is up to date."))
        return redirect(self.get_success_url())


@needs(*KEEPERS)
class ChooseProfileView(KeeperView):
    form_class = forms.ProfileForm

    def prepare(self) -> None:
        self.title = _("By which rules does %(name)s sit?") % {"name": self.body.name}

    def keep(self, values: dict[str, Any], form: Any) -> None:
        choose_profile(body=self.body, **values, **self.how)


@needs(*KEEPERS)
class ChooseKindView(TemplateView):
    """Which kind of rule is to be added?"""

    template_name = "partnerships/choose_kind.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        body = get_object_or_404(Organisation, key=self.kwargs["key"])
        check_edit_body(self.request.actor, body)  # type: ignore[attr-defined]
        return super().get_context_data(body=body, kinds=list(KINDS.values()), **kwargs)


@needs(*KEEPERS)
class AddRuleView(KeeperView):
    form_class = forms.RuleForm

    def prepare(self) -> None:
        if self.kwargs["kind"] not in KINDS:
            raise Http404
        self.kind = KINDS[self.kwargs["kind"]]
        self.title = _("Add a rule: %(kind)s") % {"kind": self.kind.title}

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "kind": self.kind}

    def keep(self, values: dict[str, Any], form: forms.RuleForm) -> None:
        own = {name: values[name] for name in ("words", "source", "first", "until")}
        add_rule(body=self.body, values={**own, "kind": self.kind.key, "settings": form.settings()}, **self.how)


@needs(*KEEPERS)
class EndRuleView(KeeperView):
    form_class = forms.EndForm

    def prepare(self) -> None:
        self.rule = get_object_or_404(BoardRule.objects.select_related("body"), pk=self.kwargs["pk"], body=self.body)
        self.title = _("End the rule “%(words)s”") % {"words": self.rule.words}

    def keep(self, values: dict[str, Any], form: Any) -> None:
        end_rule(rule=self.rule, until=values["until"], **self.how)


@needs(*KEEPERS)
class WaiveView(KeeperView):
    form_class = forms.WaiverForm

    def prepare(self) -> None:
        rules = {rule.key: rule for rule in checked(self.body, timezone.localdate()).rules}
        rule = rules.get(self.kwargs["rule"])
        if rule is None:
            raise Http404
        self.title = _("Leave to break a rule: %(asks)s") % {"asks": KINDS[rule.kind].asks(rule)}

    def keep(self, values: dict[str, Any], form: Any) -> None:
        waive(body=self.body, rule=self.kwargs["rule"], values=values, **self.how)


@needs(*KEEPERS)
class EndWaiverView(KeeperView):
    form_class = forms.EndForm

    def prepare(self) -> None:
        self.waiver = get_object_or_404(Waiver.objects.select_related("body"), pk=self.kwargs["pk"], body=self.body)
        self.title = _("End leave given by %(who)s") % {"who": self.waiver.given_by}

    def keep(self, values: dict[str, Any], form: Any) -> None:
        end_waiver(waiver=self.waiver, until=values["until"], **self.how)


@needs(*KEEPERS)
class RecordEventView(KeeperView):
    form_class = forms.EventForm

    def prepare(self) -> None:
        self.title = _("What happened to %(name)s?") % {"name": self.body.name}

    def keep(self, values: dict[str, Any], form: Any) -> None:
        record_event(body=self.body, values=values, **self.how)


@needs(*KEEPERS)
class RecordNoticeView(KeeperView):
    """Somebody gave notice: the last day is worked out."""

    form_class = forms.NoticeForm

    def prepare(self) -> None:
        self.title = _("A member of %(name)s gives notice") % {"name": self.body.name}
        self.months = months_of_notice(self.body, timezone.localdate())

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "body": self.body, "months": self.months}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        said = ""
        if self.months is not None:
            said = _("The rules of this body ask for %(months)d months' notice in writing.") % {"months": self.months}
        return super().get_context_data(introduction=said, **kwargs)

    def keep(self, values: dict[str, Any], form: Any) -> str:
        months = values["months"] if self.months is None else self.months
        seat = values["seat"]
        ends = record_notice(seat=seat, notice=values["notice"], months=months, leaves=values["leaves"], **self.how)
        names = {"name": str(seat.person), "day": date_format(ends, "j F Y")}
        return _("%(name)s leaves on %(day)s.") % names


@needs(*KEEPERS)
class KeepRemitView(KeeperView):
    form_class = forms.RemitForm

    def prepare(self) -> None:
        self.title = _("Where %(name)s stands in the picture") % {"name": self.body.name}

    def get_form_kwargs(self) -> dict[str, Any]:
        remit = Remit.objects.filter(body=self.body).first() or Remit(body=self.body)
        return {**super().get_form_kwargs(), "instance": remit}

    def keep(self, values: dict[str, Any], form: Any) -> None:
        keep_remit(body=self.body, values=values, **self.how)
