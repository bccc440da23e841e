from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from .policies import Refused


class Record(models.Model):
    """A row with its own history of when; who and why stand in the audit."""

    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        abstract = True


class AppendOnly(models.Model):
    """A row that is written once. The history of figures and judgements is made of such rows."""

    at = models.DateTimeField(auto_now_add=True)
    by_key = models.CharField(max_length=80, blank=True)
    by_name = models.CharField(max_length=200)

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None and not kwargs.get("force_insert"):
            raise Refused(_("What was written down here is never altered; write a new entry."))
        super().save(*args, **kwargs)


class Derived(models.Model):
    """A row that is made of other rows, by triggers in the database or by whoever reads it when it is stale. A backup
    that is made of rows leaves it out: it comes back with those it is made from."""

    class Meta:
        abstract = True


class WrittenFile(models.Model):
    """One form of a report that is published: kept in the database, so that it goes out with its page and stands in the
    same backup."""

    form = models.CharField(max_length=10)
    name = models.CharField(max_length=120)
    media_type = models.CharField(max_length=100)
    content = models.BinaryField()
    size = models.PositiveIntegerField()

    class Meta:
        abstract = True
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name


class Setting(models.Model):
    """Something the site knows about itself, such as its name; a pack or an administrator sets it."""

    key = models.SlugField(max_length=80, primary_key=True)
    value = models.JSONField()

    def __str__(self) -> str:
        return self.key
