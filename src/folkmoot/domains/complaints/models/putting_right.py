from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from folkmoot.ground.accounts.models import User
from folkmoot.ground.base.models import Record

from ..enums import RemedyKind
from .case import Case


class Remedy(Record):
    """What was promised to put things right. Followed until it is done, also after the case is closed."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="remedies")
    kind = models.CharField(max_length=16, choices=RemedyKind.choices)
    words = models.CharField(_("what will be done"), max_length=500)
    amount = models.DecimalField(
        _("amount in pounds"), max_digits=9, decimal_places=2, null=True, blank=True, help_text=_("Of a payment.")
    )
    owner = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    owner_name = models.CharField(max_length=200)
    due_on = models.DateField()
    done_on = models.DateField(null=True, blank=True)
    done_note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["due_on", "pk"]
        verbose_name_plural = "remedies"
        constraints = [
            models.CheckConstraint(condition=Q(amount=None) | Q(kind="payment"), name="only_a_payment_has_an_amount"),
            models.CheckConstraint(condition=Q(amount=None) | Q(amount__gt=0), name="a_payment_is_more_than_nothing"),
        ]
        indexes = [models.Index(fields=["due_on"], name="remedies_not_done", condition=Q(done_on=None))]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.words}"[:100]


LONGEST_TITLE = 80


class Lesson(Record):
    """What a case taught: why it came about, what was learned, and what was changed for it."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="lessons")
    cause = models.CharField(_("root cause"), max_length=300)
    learned = models.TextField(_("what we learned"))
    changed = models.TextField(_("what we changed"), blank=True)
    changed_on = models.DateField(null=True, blank=True)
    is_public = models.BooleanField(default=False, help_text=_("Told to everybody, in the words below."))
    told_title = models.CharField(max_length=120, blank=True, db_default="")
    told_learned = models.TextField(blank=True, db_default="")
    told_changed = models.TextField(blank=True, db_default="", help_text=_("Empty: as it was told in a report before."))
    told_on = models.DateField(null=True, blank=True)
    by_name = models.CharField(max_length=200)

    class Meta:
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return self.cause[:100]

    @property
    def public_change(self) -> str:
        """What everybody reads of the change. Lessons that were told before they had words of their own have it."""
        return self.told_changed or self.changed

    @property
    def public_title(self) -> str:
        if self.told_title:
            return self.told_title
        words = " ".join(self.public_change.split())
        return words if len(words) <= LONGEST_TITLE else words[:LONGEST_TITLE].rsplit(" ", 1)[0] + " …"
