"""How a body conducts its meetings, and what happened at each item."""

from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from folkmoot.ground.base.models import Record
from folkmoot.ground.bodies.models import Organisation

from ..enums.conduct import InterestCode, Requirement, Step
from .agenda import AgendaItem
from .conduct import Attendance

MOST_SEATS = 500


class ConductRules(Record):
    """Quorum, substitutes, voting and interests of a body: data with a source, so that no body's custom stands in the
    code. A quorum is a number, or a fraction `quorum_top`/`quorum_bottom` of all `seats`."""

    body = models.OneToOneField(Organisation, on_delete=models.CASCADE, related_name="conduct_rules")
    seats = models.PositiveSmallIntegerField(
        _("seats in all"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(MOST_SEATS)]
    )
    quorum_number = models.PositiveSmallIntegerField(_("members for a quorum"), null=True, blank=True)
    quorum_top = models.PositiveSmallIntegerField(default=1)
    quorum_bottom = models.PositiveSmallIntegerField(default=4, validators=[MinValueValidator(1)])
    quorum_at_least = models.PositiveSmallIntegerField(_("and never fewer than"), default=2)
    quorum_groups = models.JSONField(default=dict, blank=True, help_text=_("Group or tier: how many of it at least."))
    requirement = models.CharField(
        _("decides by"), max_length=20, choices=Requirement.choices, default=Requirement.SIMPLE_MAJORITY
    )
    has_substitutes = models.BooleanField(_("members may send a substitute"), default=True)
    same_group = models.BooleanField(_("a substitute is of the member's own group"), default=True)
    most_substitutes = models.PositiveSmallIntegerField(_("substitutes of one group at most"), null=True, blank=True)
    needs_seconder = models.BooleanField(_("a motion needs a seconder"), default=True)
    interest_code = models.CharField(
        _("rules on interests"), max_length=12, choices=InterestCode.choices, default=InterestCode.LAW
    )
    public_may_speak = models.BooleanField(_("the public may speak at meetings"), default=False)
    source = models.CharField(_("where this stands"), max_length=300, blank=True)

    class Meta:
        verbose_name_plural = "conduct rules"
        constraints = [
            models.CheckConstraint(
                condition=Q(quorum_bottom__gt=0, quorum_top__gt=0, quorum_top__lte=F("quorum_bottom")),
                name="a_quorum_is_a_part_of_the_members",
            )
        ]

    def __str__(self) -> str:
        return f"{self.body}"


class Movement(models.Model):
    """Somebody came or left while an item was taken."""

    attendance = models.ForeignKey(Attendance, on_delete=models.CASCADE, related_name="movements")
    item = models.ForeignKey(AgendaItem, on_delete=models.CASCADE, related_name="movements")
    step = models.CharField(max_length=6, choices=Step.choices)
    at = models.TimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]


class ItemConduct(Record):
    """What the clerk wrote down at one item. `edition` counts the savings, so that two who write at once do not
    overwrite each other."""

    item = models.OneToOneField(AgendaItem, on_delete=models.CASCADE, related_name="conduct")
    note = models.TextField(_("what was said"), blank=True)
    exempt_note = models.TextField(_("what was said without the public"), blank=True)
    public_summary = models.TextField(_("what everybody may know of it"), blank=True)
    edition = models.PositiveIntegerField(default=0)
    taken = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text=_("Its turn, where the meeting left the order of the agenda.")
    )

    def __str__(self) -> str:
        return f"{self.item}"
