from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from folkmoot.ground.base.models import Record
from folkmoot.ground.bodies.models import Organisation, key_form

from .indicator import Indicator


class Scorecard(Record):
    """The indicators that a body looks at, on one public page that opens with outcomes. `owner` keeps it."""

    key = models.CharField(max_length=80, unique=True, validators=[key_form])
    title = models.CharField(_("title"), max_length=200)
    body = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="scorecards")
    owner = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    introduction = models.TextField(_("introduction"), blank=True)
    is_public = models.BooleanField(_("everybody may read it"), default=False)

    class Meta:
        ordering = ["title", "key"]

    def __str__(self) -> str:
        return self.title

    @property
    def scope(self) -> str:
        return self.owner.scope


class ScorecardLine(models.Model):
    scorecard = models.ForeignKey(Scorecard, on_delete=models.CASCADE, related_name="lines")
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="lines")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["scorecard", "indicator"], name="an_indicator_once_a_scorecard")]
