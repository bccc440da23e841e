from __future__ import annotations

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from folkmoot.ground.base.models import Record
from folkmoot.ground.places.models import Place

from .enums import BODY_KINDS, Classification, Standing

partial_date = RegexValidator(r"^\d{4}(-\d{2}(-\d{2})?)?$", _("Write a date as 2011, 2011-03 or 2011-03-25."))
key_form = RegexValidator(r"^[a-z0-9][a-z0-9_-]*$", _("Use small letters, digits, - and _."))


class Organisation(Record):
    """Popolo organization: a council, a board, a partnership, a charity. Dates may be a year or a month only."""

    key = models.CharField(max_length=80, unique=True, validators=[key_form])
    name = models.CharField(_("name"), max_length=200)
    other_names = models.JSONField(default=list, blank=True)
    classification = models.CharField(max_length=40, choices=Classification.choices)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="children")
    place = models.ForeignKey(Place, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    purpose = models.TextField(_("purpose"), blank=True)
    meets = models.CharField(_("how often it meets"), max_length=200, blank=True)
    founding_date = models.CharField(max_length=10, blank=True, validators=[partial_date])
    dissolution_date = models.CharField(max_length=10, blank=True, validators=[partial_date])
    note = models.TextField(blank=True)
    source = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def is_body(self) -> bool:
        return self.classification in BODY_KINDS

    @property
    def scope(self) -> str:
        """The scope key by which roles are granted within it."""
        return f"{'body' if self.is_body else 'organisation'}:{self.key}"


class Person(Record):
    """Popolo person: somebody in public life here. Never a resident who answered something."""

    key = models.CharField(max_length=80, unique=True, validators=[key_form])
    name = models.CharField(_("name"), max_length=200)
    honorific_prefix = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return f"{self.honorific_prefix} {self.name}".strip()


class Post(models.Model):
    """Popolo post: a seat or job that exists whoever holds it."""

    key = models.CharField(max_length=120, unique=True, validators=[key_form])
    label = models.CharField(max_length=200)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="posts")

    class Meta:
        ordering = ["label"]

    def __str__(self) -> str:
        return self.label


class Membership(models.Model):
    """Popolo membership: a person in an organisation or post, between two dates, perhaps on behalf of another."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, blank=True, related_name="memberships")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="memberships")
    post = models.ForeignKey(Post, on_delete=models.SET_NULL, null=True, blank=True, related_name="memberships")
    role = models.CharField(max_length=120, blank=True)
    on_behalf_of = models.ForeignKey(
        Organisation, on_delete=models.SET_NULL, null=True, blank=True, related_name="represented_by"
    )
    tier = models.CharField(max_length=40, blank=True)
    category = models.CharField(max_length=80, blank=True)
    standing = models.CharField(max_length=20, blank=True, choices=Standing.choices, db_default="", default="")
    party = models.CharField(max_length=80, blank=True, db_default="", default="")
    start_date = models.CharField(max_length=10, blank=True, validators=[partial_date])
    end_date = models.CharField(max_length=10, blank=True, validators=[partial_date])
    # The day on which they said in writing that they would leave.
    notice_given_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["organisation__name", "person__name"]
        # For a database no null is like another, so each way of leaving person and post empty has a rule of its own.
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "person", "post", "role", "start_date"], name="one_seat_of_a_person_in_a_post"
            ),
            models.UniqueConstraint(
                fields=["organisation", "person", "role", "start_date"],
                condition=Q(post__isnull=True),
                name="one_seat_of_a_person_without_a_post",
            ),
            models.UniqueConstraint(
                fields=["organisation", "post", "role", "start_date"],
                condition=Q(person__isnull=True),
                name="one_vacant_seat_of_a_post",
            ),
            models.UniqueConstraint(
                fields=["organisation", "role", "start_date"],
                condition=Q(person__isnull=True, post__isnull=True),
                name="one_seat_of_nobody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person or self.post or _('Vacant')}: {self.organisation}"
