"""Officers open a consultation, move its dates, and say what its phases open and shut."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..actions.opening import close_now, open_consultation, withdraw_opening
from ..actions.phases import FOLLOWING, change_dates, set_phase, set_results_visibility
from ..adapters import timeline_of
from ..enums import PhaseKind
from ..forms.phases import SWITCH_LABELS, PhaseForm
from ..forms.plan import MoveDatesForm, OpenForm, ReasonForm, VisibilityForm
from ..queries.planning import clashes, is_ready, readiness
from .planning import ChangePage, PlanningPage


class OpenConsultationView(ChangePage):
    """Open now, or put on the calendar; shows what is still missing instead, where something is."""

    template_name = "consultations/plan/open.html"
    form_class = OpenForm
    heading = _("Open this consultation")
    button = _("Open it, or put it on the calendar")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.consultation.opens_on is not None:
            return self.to("show_plan")
        return super().get(request, *args, **kwargs)

    def get_initial(self) -> dict[str, Any]:
        today = timezone.localdate()
        return {"opens_on": max(self.consultation.planned_opening or today, today)}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        points = readiness(self.consultation)
        return super().get_context_data(
            points=points, is_ready=is_ready(points), clashes=clashes(self.consultation), **kwargs
        )

    def change(self, answers: dict[str, Any]) -> None:
        made = open_consultation(
            consultation=self.consultation,
            opens_on=answers["opens_on"],
            announce=answers["announce"],
            by=self.actor,
        )
        is_open = made.opens_on is not None and made.opens_on <= timezone.localdate()
        self.say(_("It is open.") if is_open else _("It is on the calendar."))


class WithdrawView(ChangePage):
    form_class = ReasonForm
    heading = _("Take it off the calendar")
    explanation = _("It goes back to being prepared. Where people have been told the dates, they see that they fell.")
    button = _("Take it off the calendar")
    done = _("It is off the calendar, and you can prepare it further.")
    is_grave = True

    def change(self, answers: dict[str, Any]) -> None:
        withdraw_opening(consultation=self.consultation, by=self.actor, reason=answers["reason"])


class CloseNowView(ChangePage):
    form_class = ReasonForm
    heading = _("Close it now")
    explanation = _("No answers are taken from this moment on. Officers can still type in paper that came in time.")
    button = _("Close it now")
    done = _("It is closed.")
    is_grave = True

    def change(self, answers: dict[str, Any]) -> None:
        close_now(consultation=self.consultation, by=self.actor, reason=answers["reason"])


class ChangeDatesView(ChangePage):
    form_class = MoveDatesForm
    heading = _("Move the dates")
    explanation = _("Each date that moves is shown on the consultation's page, with your reason, for ever.")
    button = _("Move the dates")
    done = _("The dates are moved.")

    def get_initial(self) -> dict[str, Any]:
        names = ("opens_on", "closes_on", "outcome_due", "short_reason")
        return {name: getattr(self.consultation, name) for name in names}

    def change(self, answers: dict[str, Any]) -> None:
        change_dates(consultation=self.consultation, by=self.actor, **answers)


class ShowPhasesView(PlanningPage):
    """The phases as a table: when each starts and what it opens."""

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        timeline = timeline_of(self.consultation)
        current = timeline.at(timezone.now())
        phases = [
            {
                "kind": str(phase.kind),
                "label": PhaseKind(str(phase.kind)).label,
                "starts": phase.starts,
                "is_now": phase == current,
                "opens": [label for name, label in SWITCH_LABELS.items() if phase.switches[name]],
            }
            for phase in timeline.phases
        ]
        present = {phase["kind"] for phase in phases}
        absent = [(kind.value, kind.label) for kind in FOLLOWING if kind.value not in present]
        context = {"phases": phases, "absent": absent}
        return self.page("consultations/plan/phases.html", context)


class EditPhaseView(ChangePage):
    form_class = PhaseForm
    button = _("Save")
    done = _("The phase is saved.")
    back_to = "show_phases"

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"kind": self._kind()}

    def get_initial(self) -> dict[str, Any]:
        row = next((phase for phase in self.consultation.phases.all() if phase.kind == self._kind()), None)
        if row is None:
            return {}
        return {**row.switches, "starts_on": timezone.localdate(row.starts_at)}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"heading": PhaseKind(self._kind()).label}

    def change(self, answers: dict[str, Any]) -> None:
        form = self.get_form()
        form.is_valid()
        set_phase(
            consultation=self.consultation,
            kind=self._kind(),
            switches=form.switches(),
            starts_on=answers.get("starts_on"),
            by=self.actor,
            reason=answers["reason"],
        )

    def _kind(self) -> str:
        kind = self.kwargs["kind"]
        if kind not in PhaseKind.values:
            raise Http404
        return str(kind)


class ResultsVisibilityView(ChangePage):
    form_class = VisibilityForm
    heading = _("When results are shown")
    button = _("Save")
    done = _("Saved.")

    def get_initial(self) -> dict[str, Any]:
        return {"visibility": self.consultation.results_visibility}

    def change(self, answers: dict[str, Any]) -> None:
        set_results_visibility(
            consultation=self.consultation,
            visibility=answers["visibility"],
            by=self.actor,
            reason=answers["reason"],
        )
