from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from folkmoot.ground.base.models import AppendOnly, Record
from folkmoot.ground.bodies.models import Organisation, key_form

from ..enums import Answer, Source, Stance
from .indicator import Indicator


class KeyQuestion(Record):
    """A question that a county wants answered about itself, in one sentence. `group`: the ambition it belongs to."""

    key = models.CharField(max_length=80, unique=True, validators=[key_form])
    number = models.PositiveSmallIntegerField(default=0)
    words = models.CharField(_("question"), max_length=300)
    group = models.CharField(_("ambition"), max_length=200, blank=True)
    owner = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    body = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="questions")
    source = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["number", "key"]
        verbose_name = _("key performance question")

    def __str__(self) -> str:
        return self.words

    @property
    def scope(self) -> str:
        return self.owner.scope


class QuestionIndicator(models.Model):
    """An indicator that helps to answer a question, and which way it points where it improves."""

    question = models.ForeignKey(KeyQuestion, on_delete=models.CASCADE, related_name="measured")
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="answers")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["question", "indicator"], name="an_indicator_once_a_question")]


class Evidence(Record):
    """Something that speaks for or against a yes: from actions, indicators or studies. Taken back, never deleted."""

    question = models.ForeignKey(KeyQuestion, on_delete=models.CASCADE, related_name="evidence")
    source = models.CharField(_("from where"), max_length=12, choices=Source.choices)
    stance = models.CharField(_("which way it points"), max_length=10, choices=Stance.choices)
    words = models.TextField(_("what it says"))
    dated = models.CharField(_("of when"), max_length=10, blank=True)
    link = models.URLField(_("where it can be read"), blank=True)
    by_name = models.CharField(max_length=200)
    withdrawn_because = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["source", "-dated", "pk"]
        verbose_name_plural = "evidence"

    def __str__(self) -> str:
        return self.words[:80]


class Judgement(AppendOnly):
    """What somebody answered to a question on a day, on the evidence of that day."""

    question = models.ForeignKey(KeyQuestion, on_delete=models.CASCADE, related_name="judgements")
    answer = models.CharField(max_length=12, choices=Answer.choices)
    statement = models.TextField()
    missing = models.TextField(blank=True)
    judged_on = models.DateField()
    judged_by = models.CharField(max_length=200)

    class Meta:
        ordering = ["-judged_on", "-pk"]
