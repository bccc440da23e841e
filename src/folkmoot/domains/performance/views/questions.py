"""Key performance questions: all of them, one on its page, evidence and judgements."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from folkmoot.ground.base.policies import PUBLIC, actor_of

from ..actions.questions import give_evidence, judge, withdraw_evidence
from ..actions.readings import keep_readings
from ..forms import EvidenceForm, JudgeForm, ReasonForm
from ..models import Evidence, KeyQuestion, Principle, ReportingDuty
from ..policies import can_keep, check_keep
from ..queries.questions import answered, listed
from .shared import FormView


class ListQuestionsView(TemplateView):
    template_name = "performance/list_questions.html"
    access = PUBLIC

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = {"principles": list(Principle.objects.all()), "duties": list(ReportingDuty.objects.all())}
        return super().get_context_data(groups=listed(), **rows, **kwargs)


class ShowQuestionView(TemplateView):
    template_name = "performance/show_question.html"
    access = PUBLIC

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        question = get_object_or_404(KeyQuestion.objects.select_related("owner", "body"), key=self.kwargs["key"])
        page = answered(question)
        keep_readings(page.made)
        may_keep = can_keep(actor_of(self.request), question)
        return super().get_context_data(question=question, page=page, may_keep=may_keep, **kwargs)


class QuestionFormView(FormView):
    question: KeyQuestion

    def prepare(self) -> None:
        self.question = get_object_or_404(KeyQuestion.objects.select_related("owner"), key=self.kwargs["key"])
        check_keep(self.actor, self.question)
        self.back = (self.question.words, reverse("performance:show_question", args=[self.question.key]))


class GiveEvidenceView(QuestionFormView):
    def prepare(self) -> None:
        super().prepare()
        self.title = _("What speaks for or against it?")

    def form(self, *args: Any) -> EvidenceForm:
        return EvidenceForm(*args)

    def keep(self, form: EvidenceForm) -> str:
        give_evidence(question=self.question, values=form.cleaned_data, by=self.actor)
        return _("The evidence stands on the page.")


class WithdrawEvidenceView(QuestionFormView):
    def prepare(self) -> None:
        super().prepare()
        rows = Evidence.objects.select_related("question__owner")
        self.evidence = get_object_or_404(rows, pk=self.kwargs["pk"], question=self.question)
        if self.evidence.withdrawn_because:
            raise Http404
        self.title, self.introduction = _("Take evidence back"), self.evidence.words

    def form(self, *args: Any) -> ReasonForm:
        return ReasonForm(*args)

    def keep(self, form: ReasonForm) -> str:
        withdraw_evidence(evidence=self.evidence, reason=form.cleaned_data["reason"], by=self.actor)
        return _("The evidence is taken back.")


class JudgeView(QuestionFormView):
    def prepare(self) -> None:
        super().prepare()
        self.title, self.introduction = _("What is the answer today?"), self.question.words

    def form(self, *args: Any) -> JudgeForm:
        return JudgeForm(*args)

    def keep(self, form: JudgeForm) -> str:
        judge(question=self.question, **form.cleaned_data, by=self.actor)
        return _("The judgement stands on the page.")
