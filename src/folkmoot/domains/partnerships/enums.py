from __future__ import annotations

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class EventKind(models.TextChoices):
    """What happened to a body that its rules ask about (as `folkmoot_core.composition.EventKind`)."""

    MET = "met", _("It met")
    CHAIR_REVIEWED = "chair_reviewed", _("Who chairs was reviewed")
    REPORTED = "reported", _("It reported on its progress")
    TERMS_AGREED = "terms_agreed", _("Its terms of reference were agreed")
    PRIORITIES_SET = "priorities_set", _("Its priorities were set")


class Basis(models.TextChoices):
    """On what ground we say that a body carries a piece of work."""

    PRINTED = "printed", _("A document says so")
    READING = "reading", _("Our reading of its name and purpose")
    DECIDED = "decided", _("The body was charged with it")


# How the history tells what was done here; %(what)s stands for the record.
SENTENCES: dict[str, str | Promise] = {
    "partnership.profile_chosen": _("chose the governance profile of %(what)s"),
    "partnership.rule_added": _("added a rule of %(what)s"),
    "partnership.rule_ended": _("ended a rule of %(what)s"),
    "partnership.waived": _("recorded leave to break a rule of %(what)s"),
    "partnership.waiver_ended": _("ended leave to break a rule of %(what)s"),
    "partnership.event_recorded": _("recorded what happened to %(what)s"),
    "partnership.notice_recorded": _("recorded that a member of %(what)s gave notice"),
    "partnership.remit_edited": _("changed where %(what)s stands in the picture"),
    "partnership.carrier_added": _("said who carries %(what)s"),
    "partnership.carrier_removed": _("said who no longer carries %(what)s"),
}
