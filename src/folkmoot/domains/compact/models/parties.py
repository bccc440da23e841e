from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from folkmoot.ground.base.models import Record
from folkmoot.ground.bodies.models import Organisation, partial_date

from ..enums import Joining, Side
from .agreement import Agreement


class Party(Record):
    """An organisation and how it stands to an agreement, with the days that papers give."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="parties")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    side = models.CharField(
        _("sector"), max_length=12, choices=[each for each in Side.choices if each[0] != Side.JOINT]
    )
    joining = models.CharField(_("how it stands"), max_length=12, choices=Joining.choices)
    since = models.CharField(_("since"), max_length=10, blank=True, validators=[partial_date])
    until = models.CharField(_("until"), max_length=10, blank=True, validators=[partial_date])
    note = models.CharField(_("note"), max_length=300, blank=True)

    class Meta:
        ordering = ["organisation__name"]
        verbose_name_plural = "parties"
        constraints = [models.UniqueConstraint(fields=["agreement", "organisation"], name="one_party_of_a_body")]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.get_joining_display()}"


class Champion(Record):
    """Who speaks up for the agreement within a party: a person in that post, or a group."""

    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="champions")
    name = models.CharField(_("name"), max_length=200)
    post = models.CharField(_("post"), max_length=200, blank=True)
    since = models.CharField(_("since"), max_length=10, blank=True, validators=[partial_date])
    until = models.CharField(_("until"), max_length=10, blank=True, validators=[partial_date])

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["party", "name"], condition=Q(until=""), name="one_champion_of_a_name")
        ]

    def __str__(self) -> str:
        return self.name
