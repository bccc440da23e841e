"""A plan with its objectives, and what partners commit to in it."""

from __future__ import annotations

from functools import cached_property

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from folkmoot.ground.base.models import Record
from folkmoot.ground.bodies.models import Organisation, key_form, partial_date
from folkmoot.ground.places.models import Place
from folkmoot_core.plans import PlanKind, kind_from_data

from ..enums import PlanState


class Kind(models.Model):
    """A kind of plan; `definition` is what its YAML file says, as `folkmoot_core.plans.kind_as_data` gives it."""

    key = models.CharField(max_length=80, unique=True, validators=[key_form])
    title = models.CharField(max_length=120)
    definition = models.JSONField()
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "title"]

    def __str__(self) -> str:
        return self.title

    @cached_property
    def spec(self) -> PlanKind:
        return kind_from_data(self.definition)


class Plan(Record):
    """`body`: whose plan it is; `keeper`: whose officers look after it, too. `parent`: the plan that it carries out or
    that a locality's plan stands under. Days may be a month or a year. `signatures`: who signed, and when, in words."""

    key = models.CharField(max_length=80, unique=True, validators=[key_form])
    kind = models.ForeignKey(Kind, on_delete=models.PROTECT, related_name="plans")
    title = models.CharField(_("title"), max_length=200)
    summary = models.TextField(_("what it is about"), blank=True)
    body = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="plans")
    keeper = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="plans_kept")
    place = models.ForeignKey(Place, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="children")
    starts = models.CharField(_("begins"), max_length=10, validators=[partial_date])
    ends = models.CharField(_("ends"), max_length=10, blank=True, validators=[partial_date])
    state = models.CharField(max_length=14, choices=PlanState.choices, default=PlanState.DRAFT)
    is_public = models.BooleanField(_("everybody may read it"), default=False)
    is_synthetic = models.BooleanField(default=False)
    sections = models.JSONField(default=dict, blank=True)
    signatures = models.JSONField(default=list, blank=True)
    note = models.TextField(blank=True)
    source = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["kind__position", "-starts", "title"]
        constraints = [
            models.CheckConstraint(condition=~Q(parent=F("id")), name="a_plan_is_not_under_itself"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("plans:show_plan", args=[self.key])

    @property
    def scopes(self) -> tuple[str, str]:
        """Where roles count for it. Wants `body` and `keeper` fetched along."""
        return self.body.scope, self.keeper.scope


class Objective(Record):
    """Something that a plan wants, under another of the same plan or at its top. It may serve objectives of other
    plans: so an ambition of the county and the aim of a unit hang together."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="objectives")
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="children")
    key = models.CharField(max_length=80, validators=[key_form])
    number = models.CharField(_("number"), max_length=20, blank=True)
    title = models.CharField(_("title"), max_length=300)
    words = models.TextField(_("in more words"), blank=True)
    level = models.CharField(max_length=80, blank=True)
    body = models.ForeignKey(
        Organisation, on_delete=models.SET_NULL, null=True, blank=True, related_name="objectives_led"
    )
    position = models.PositiveIntegerField(default=0)
    source = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["plan", "position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "key"], name="one_objective_of_a_key"),
            models.CheckConstraint(condition=~Q(parent=F("id")), name="an_objective_is_not_under_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}".strip()

    def get_absolute_url(self) -> str:
        return reverse("plans:show_objective", args=[self.plan.key, self.key])


class Service(models.Model):
    """An objective serves one of another plan; `is_first`: before others."""

    objective = models.ForeignKey(Objective, on_delete=models.CASCADE, related_name="services")
    serves = models.ForeignKey(Objective, on_delete=models.CASCADE, related_name="served_by")
    is_first = models.BooleanField(default=False)

    class Meta:
        ordering = ["-is_first", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["objective", "serves"], name="an_objective_serves_another_once"),
            models.CheckConstraint(condition=~Q(objective=F("serves")), name="an_objective_serves_another"),
        ]


class PartnerCommitment(Record):
    """What a partner commits to in a plan; `who` is as printed, `organisation` where it is in the register."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="commitments")
    objective = models.ForeignKey(
        Objective, on_delete=models.SET_NULL, null=True, blank=True, related_name="commitments"
    )
    organisation = models.ForeignKey(Organisation, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    who = models.CharField(_("who"), max_length=200)
    words = models.CharField(_("what"), max_length=500)
    position = models.PositiveIntegerField(default=0)
    source = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["plan", "position", "pk"]
        constraints = [models.UniqueConstraint(fields=["plan", "who", "words"], name="one_commitment_of_its_words")]

    def __str__(self) -> str:
        return f"{self.who}: {self.words}"[:200]


class PlanVersion(models.Model):
    """The plan as it was published on a day: `items` are `folkmoot_core.plans.Item`s as JSON keeps them. `words` says
    what changed, for people."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=14, choices=PlanState.choices)
    words = models.TextField(_("what changed, and why"), blank=True)
    items = models.JSONField(default=list)
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.CharField(max_length=200)

    class Meta:
        ordering = ["plan", "-number"]
        constraints = [models.UniqueConstraint(fields=["plan", "number"], name="one_version_of_a_number")]

    def __str__(self) -> str:
        return f"{self.plan}: {self.number}"
