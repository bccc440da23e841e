"""What belongs to one member: the account, the register of interests, dispensations and private notes."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from folkmoot.ground.accounts.models import User
from folkmoot.ground.base.models import Record
from folkmoot.ground.bodies.models import Organisation, Person

from ..enums.conduct import Ground, InterestClass, Whose
from .agenda import AgendaItem


class MemberAccount(models.Model):
    """Who in the register of people somebody who signs in is."""

    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="member_account")
    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="member_account")
    since = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.person}"


class RegisteredInterest(Record):
    """One entry of the register of interests (Localism Act 2011, sections 29 and 30). A sensitive one (section 32) is
    kept, and its words are withheld from the published register."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="registered_interests")
    kind = models.CharField(_("kind"), max_length=16, choices=InterestClass.choices)
    whose = models.CharField(_("whose"), max_length=8, choices=Whose.choices, default=Whose.MEMBER)
    text = models.TextField(_("what it is"))
    is_sensitive = models.BooleanField(_("sensitive"), default=False)
    registered_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["kind", "registered_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("registered_on")),
                name="an_interest_ends_after_it_began",
            )
        ]

    def __str__(self) -> str:
        # The history keeps this, so it says nothing of what the interest is.
        return f"{self.person}: {self.get_kind_display()}"


class Dispensation(Record):
    """Leave to speak, or to speak and vote, in spite of an interest (Localism Act 2011, section 33)."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="dispensations")
    body = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    subject = models.CharField(
        _("for which item"), max_length=300, blank=True, help_text=_("The title of the item. Empty: for every item.")
    )
    ground = models.CharField(_("on what ground"), max_length=12, choices=Ground.choices)
    may_vote = models.BooleanField(_("may vote, too"), default=False)
    granted_on = models.DateField(_("granted on"))
    first = models.DateField(_("from"))
    last = models.DateField(_("until"))

    class Meta:
        ordering = ["-granted_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(last__gte=F("first")), name="a_dispensation_ends_after_it_began")
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.first}–{self.last}"


class ApprovedAbsence(Record):
    """A reason for staying away that a council approved in time (Local Government Act 1972, section 85). The reason
    itself may be somebody's health, so it is not kept: the resolution has it."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="approved_absences")
    council = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    approved_on = models.DateField(_("approved on"))
    until = models.DateField(_("until"))

    class Meta:
        ordering = ["-until", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(until__gte=F("approved_on")), name="an_absence_ends_after_its_approval")
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.until}"


class Annotation(Record):
    """A member's own note on an item; read by nobody else, whatever role they hold."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    item = models.ForeignKey(AgendaItem, on_delete=models.CASCADE, related_name="annotations")
    text = models.TextField(blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["user", "item"], name="one_annotation_of_an_item")]

    def __str__(self) -> str:
        return f"{self.pk}"
