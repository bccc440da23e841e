"""What a clerk does with a review: each deed has a form, an action, and perhaps a row that it is done to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from folkmoot.ground.base.policies import Actor

from ..actions import outcome, running
from ..forms import desk as forms
from ..models import Action, Finding, Recommendation, Session, TopicReview

Act = Callable[[Any, TopicReview, Any, Actor], object]


@dataclass(frozen=True)
class Deed:
    """`of`: the model of the row it is done to, and the path by which that row belongs to a review. `adds`: it can be
    done without a row."""

    title: str | Promise
    form: type[forms.ReviewForm]
    act: Act
    of: type[Any] | None = None
    path: str = "review"
    adds: bool = True
    has_file: bool = False


def _finding(form: Any, review: TopicReview, row: Any, by: Actor) -> object:
    return outcome.put_finding(review=review, finding=row, by=by, **form.cleaned_data)


def _recommendation(form: Any, review: TopicReview, row: Any, by: Actor) -> object:
    return outcome.put_recommendation(review=review, recommendation=row, by=by, **form.cleaned_data)


def _report(form: Any, review: TopicReview, row: Any, by: Actor) -> object:
    data = form.cleaned_data
    return running.publish_report(review=review, on=data["on"], upload=data["file"], by=by)


def _action(form: Any, review: TopicReview, row: Any, by: Actor) -> object:
    return outcome.put_action(recommendation=row, fields=form.cleaned_data, by=by)


def _done(form: Any, review: TopicReview, row: Any, by: Actor) -> object:
    found = Recommendation.objects.select_related("review__body").get(pk=row.recommendation_id)
    return outcome.put_action(recommendation=found, fields=form.cleaned_data, action=row, by=by)


DEEDS: dict[str, Deed] = {
    "plan": Deed(
        _("Plan it"),
        forms.PlanForm,
        lambda form, review, row, by: running.plan_review(review=review, fields=form.cleaned_data, by=by),
    ),
    "stage": Deed(
        _("Move it on"),
        forms.StageForm,
        lambda form, review, row, by: running.move_review(review=review, by=by, **form.cleaned_data),
    ),
    "report": Deed(_("Publish the report"), forms.ReportForm, _report, has_file=True),
    "seat": Deed(
        _("Say who sits on it"),
        forms.SeatForm,
        lambda form, review, row, by: running.put_seat(review=review, by=by, **form.cleaned_data),
    ),
    "session": Deed(
        _("Enter a session"),
        forms.SessionForm,
        lambda form, review, row, by: running.put_session(review=review, fields=form.cleaned_data, session=row, by=by),
        Session,
    ),
    "witness": Deed(
        _("Name a witness"),
        forms.WitnessForm,
        lambda form, review, row, by: running.add_witness(review=review, by=by, **form.cleaned_data),
    ),
    "finding": Deed(_("Write a finding"), forms.FindingForm, _finding, Finding),
    "recommendation": Deed(_("Write a recommendation"), forms.RecommendationForm, _recommendation, Recommendation),
    "answer": Deed(
        _("Enter the answer"),
        forms.AnswerForm,
        lambda form, review, row, by: outcome.answer_recommendation(recommendation=row, by=by, **form.cleaned_data),
        Recommendation,
        adds=False,
    ),
    "action": Deed(_("Enter an action"), forms.ActionForm, _action, Recommendation, adds=False),
    "done": Deed(_("Change the action"), forms.ActionForm, _done, Action, "recommendation__review", adds=False),
    "progress": Deed(
        _("Enter how far it is"),
        forms.ProgressForm,
        lambda form, review, row, by: outcome.enter_progress(recommendation=row, by=by, **form.cleaned_data),
        Recommendation,
        adds=False,
    ),
}
