"""Officers plan a consultation: the desk, the plan and its parts."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views import View
from django.views.generic import FormView

from folkmoot.ground.base.policies import actor_of
from folkmoot.ground.base.public import put_faults
from folkmoot_core.values import Invalid

from ..actions.consultees import add_document, put_group
from ..actions.plan import copy_consultation, create_consultation, edit_plan
from ..enums import PhaseKind
from ..forms.plan import PARTS, CreateForm, DocumentForm, GroupForm, PartForm
from ..models import Consultation
from ..policies import can_type
from ..queries.channels import totals_by_channel
from ..queries.listing import stages_of
from ..queries.planning import (
    clashes,
    dates_of,
    is_ready,
    newest_version,
    organisations_of,
    own_consultations,
    readiness,
    within_scopes,
)
from ..queries.waiting import waiting_for
from .planning import OFFICERS, ChangePage, PlanningPage
from .running import ways_to_run


class DeskView(View):
    """/consultations/desk/: the officer's own consultations, each with its next step."""

    access = OFFICERS

    def get(self, request: HttpRequest) -> HttpResponse:
        context = {"own": own_consultations(actor_of(request))}
        return render(request, "consultations/plan/desk.html", context)


class CreateConsultationView(FormView[CreateForm]):
    access = OFFICERS
    form_class = CreateForm
    template_name = "consultations/plan/create.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        actor = actor_of(self.request)
        return super().get_form_kwargs() | {
            "organisations": organisations_of(actor).order_by("name"),
            "sources": within_scopes(actor).order_by("title"),
        }

    def form_valid(self, form: CreateForm) -> HttpResponse:
        answers, actor = form.cleaned_data, actor_of(self.request)
        try:
            made = self._make(answers, actor)
        except Invalid as problem:
            put_faults(form, problem)
            return self.form_invalid(form)
        return HttpResponseRedirect(reverse("consultations:show_plan", args=[made.slug]))

    def form_invalid(self, form: CreateForm) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def _make(self, answers: dict[str, Any], actor: Any) -> Consultation:
        title, organisation = answers["title"], answers["organisation"]
        if answers["source"] is None:
            return create_consultation(title=title, organisation=organisation, by=actor)
        return copy_consultation(
            source=answers["source"], title=title, organisation=organisation, by=actor, takes_up=answers["takes_up"]
        )


class ShowPlanView(PlanningPage):
    """/consultations/SLUG/plan/: everything about the plan on one page, with what is still missing."""

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        consultation = self.consultation
        points = readiness(consultation)
        opens, closes = dates_of(consultation)
        totals = totals_by_channel(consultation)
        may_type = can_type(self.actor, self.standing)
        waiting = waiting_for(consultation, self.actor.key)
        return self.page(
            "consultations/plan/show.html",
            {
                "points": points,
                "is_ready": is_ready(points),
                "is_draft": self.standing.phase == PhaseKind.DRAFT,
                "is_scheduled": consultation.opens_on is not None,
                "opens": opens,
                "closes": closes,
                "clashes": clashes(consultation),
                "stages": stages_of(consultation),
                "version": newest_version(consultation),
                "groups": consultation.consultee_groups.all(),
                "documents": consultation.documents.select_related("document"),
                "date_changes": consultation.date_changes.all(),
                "totals": totals,
                "groups_of_ways": ways_to_run(consultation, self.standing, totals, waiting, may_type=may_type),
                "parts": [(name, form.heading) for name, form in PARTS.items()],
            },
        )


class EditPartView(ChangePage):
    """One part of the plan; /consultations/SLUG/plan/PART/"""

    button = _("Save")
    done = _("The plan is saved.")

    def get_form_class(self) -> type[PartForm]:
        part = self.kwargs["part"]
        if part not in PARTS:
            raise Http404
        return PARTS[part]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        found = Consultation.objects.filter(slug=kwargs["slug"]).exclude(opens_on=None)
        if kwargs["part"] == "dates" and found.exists():
            return HttpResponseRedirect(reverse("consultations:change_dates", args=[kwargs["slug"]]))
        return super().dispatch(request, *args, **kwargs)

    def get_initial(self) -> dict[str, Any]:
        return self.get_form_class().initial_of(self.consultation)

    def get_form_kwargs(self) -> dict[str, Any]:
        mine = organisations_of(self.actor)
        return super().get_form_kwargs() | {"consultation": self.consultation, "organisations": mine}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form_class = self.get_form_class()
        context = super().get_context_data(**kwargs)
        return context | {"heading": form_class.heading, "explanation": form_class.explanation}

    def change(self, answers: dict[str, Any]) -> None:
        partners = answers.pop("partners", None)
        reason = answers.pop("reason", "")
        edit_plan(consultation=self.consultation, values=answers, partners=partners, by=self.actor, reason=reason)


class ReasonWherePromised(ChangePage):
    """Asks for a reason only when people have been told."""

    def get_form(self, form_class: Any = None) -> Any:
        form = super().get_form(form_class)
        if self.consultation.opens_on is None:
            form.fields.pop("reason", None)
        return form


class EditGroupView(ReasonWherePromised):
    """A group of people that is asked: a new one, or the one of `pk`."""

    form_class = GroupForm
    heading = _("A group that you ask")
    button = _("Save")
    done = _("The group is saved.")

    def get_initial(self) -> dict[str, Any]:
        group = self._group()
        return {name: getattr(group, name) for name in ("name", "channels", "reach")} if group else {}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        group = self._group()
        remove = reverse("consultations:remove_group", args=[self.consultation.slug, group.pk]) if group else ""
        return super().get_context_data(remove_url=remove, **kwargs)

    def change(self, answers: dict[str, Any]) -> None:
        put_group(
            consultation=self.consultation,
            group=self._group(),
            name=answers["name"],
            channels=answers["channels"],
            reach=answers["reach"],
            by=self.actor,
            reason=answers.get("reason", ""),
        )

    def _group(self) -> Any:
        if "pk" not in self.kwargs:
            return None
        group = self.consultation.consultee_groups.filter(pk=self.kwargs["pk"]).first()
        if group is None:
            raise Http404
        return group


class AddDocumentView(ReasonWherePromised):
    form_class = DocumentForm
    heading = _("Something to read")
    button = _("Add")
    done = _("The document is added.")

    def change(self, answers: dict[str, Any]) -> None:
        add_document(
            consultation=self.consultation,
            title=answers["title"],
            upload=answers["file"],
            url=answers["url"],
            by=self.actor,
            reason=answers.get("reason", ""),
        )
