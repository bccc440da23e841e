from __future__ import annotations

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from folkmoot.ground.base.models import Record
from folkmoot.ground.bodies.models import Organisation, key_form, partial_date

from ..enums import AgreementKind, Side, VersionState


class Agreement(Record):
    """A compact, and what came after it, as versions. `keeper` is the body that looks after it: roles are granted in
    its scope. `clock` is a policy of deadlines for concerns, as it was loaded; empty: no days are promised."""

    key = models.SlugField(max_length=80, unique=True)
    title = models.CharField(_("title"), max_length=200)
    summary = models.TextField(_("summary"), blank=True)
    keeper = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    mediator = models.TextField(_("who mediates, and where a concern goes further"), blank=True)
    clock = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("compact:show_agreement", args=[self.key])

    @property
    def scope(self) -> str:
        return self.keeper.scope


class Version(Record):
    """The agreement as it was written down once. Dates may be a year or a month only, as papers give them."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="versions")
    key = models.SlugField(max_length=80)
    title = models.CharField(_("title"), max_length=200)
    kind = models.CharField(max_length=12, choices=AgreementKind.choices, default=AgreementKind.COMPACT)
    state = models.CharField(_("state"), max_length=12, choices=VersionState.choices, default=VersionState.PROPOSED)
    agreed_on = models.CharField(_("agreed"), max_length=10, blank=True, validators=[partial_date])
    in_force_from = models.CharField(_("in force from"), max_length=10, blank=True, validators=[partial_date])
    in_force_to = models.CharField(_("in force to"), max_length=10, blank=True, validators=[partial_date])
    summary = models.TextField(_("summary"), blank=True)
    aims = models.JSONField(_("aims"), default=list, blank=True)
    note = models.TextField(_("note"), blank=True)
    source = models.CharField(_("source"), max_length=300, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["agreement", "-position", "-pk"]
        constraints = [models.UniqueConstraint(fields=["agreement", "key"], name="one_version_of_a_key")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("compact:show_version", args=[self.agreement.key, self.key])


class Theme(models.Model):
    """What some commitments are about: a code of practice."""

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="themes")
    key = models.CharField(max_length=80, validators=[key_form])
    title = models.CharField(_("title"), max_length=200)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["version", "key"], name="one_compact_theme_of_a_key")]

    def __str__(self) -> str:
        return self.title


class Commitment(Record):
    """One promise, in a short description. `numbers` is what is printed with it: [{value, unit, applies_to}]."""

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="commitments")
    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, related_name="commitments")
    side = models.CharField(_("whose promise"), max_length=12, choices=Side.choices)
    key = models.CharField(_("number"), max_length=40)
    words = models.CharField(_("what is promised, in short"), max_length=300)
    numbers = models.JSONField(default=list, blank=True)
    source = models.CharField(_("source"), max_length=300, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["version", "position", "pk"]
        constraints = [models.UniqueConstraint(fields=["version", "key"], name="one_commitment_of_a_key")]

    def __str__(self) -> str:
        return f"{self.key}: {self.words}"

    def get_absolute_url(self) -> str:
        return reverse("compact:show_commitment", args=[self.version.agreement.key, self.version.key, self.key])


class NumericRule(models.Model):
    """A rule of `folkmoot_core.compacts` that checks records for a commitment, with its numbers, between two days."""

    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="rules")
    kind = models.CharField(_("rule"), max_length=40)
    numbers = models.JSONField(default=dict, blank=True)
    first = models.DateField(_("for records from"), null=True, blank=True)
    last = models.DateField(_("for records until"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)

    class Meta:
        ordering = ["commitment", "pk"]
        constraints = [models.UniqueConstraint(fields=["commitment", "kind"], name="one_rule_of_a_kind")]

    def __str__(self) -> str:
        return f"{self.commitment.key} {self.kind}"
