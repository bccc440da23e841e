from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

# What an arrival is that becomes written evidence.
KIND = "review_evidence"


class Stage(models.TextChoices):
    """Where a review stands, in this order."""

    PROPOSED = "proposed", _("Proposed")
    SCOPED = "scoped", _("Agreed, and its scope set")
    EVIDENCE = "evidence", _("Gathering evidence")
    DRAFTING = "drafting", _("Writing the report")
    REPORTED = "reported", _("Reported")
    ANSWERED = "answered", _("Answered")
    FOLLOWED = "followed", _("Looked at again")
    CLOSED = "closed", _("Finished")


class SeatRole(models.TextChoices):
    CHAIR = "chair", _("Chairman")
    MEMBER = "member", _("Member")
    CO_OPTED = "co_opted", _("Co-opted member")


class SessionKind(models.TextChoices):
    HEARING = "hearing", _("Hearing")
    VISIT = "visit", _("Visit")
    MEETING = "meeting", _("Meeting of members")


class Naming(models.TextChoices):
    """How somebody lets their evidence be published."""

    NAMED = "named", _("With my name, or that of my organisation")
    UNNAMED = "unnamed", _("Without my name")
    PRIVATE = "private", _("Not at all: only the members read it")


class SubmissionState(models.TextChoices):
    HELD = "held", _("Held at the door")
    WAITING = "waiting", _("To be read")
    PUBLISHED = "published", _("Published")
    PRIVATE = "private", _("Read by the members only")
    SET_ASIDE = "set_aside", _("Set aside")


class Standing(models.TextChoices):
    """Of a recommendation: one that members talk about is not one that they make."""

    POTENTIAL = "potential", _("Being considered")
    FINAL = "final", _("Made in the report")
    DROPPED = "dropped", _("Not made")


class Verdict(models.TextChoices):
    ACCEPTED = "accepted", _("Accepted")
    PARTLY = "partly", _("Accepted in part")
    REJECTED = "rejected", _("Rejected")


class Progress(models.TextChoices):
    DONE = "done", _("Done")
    UNDER_WAY = "under_way", _("Under way")
    NOT_BEGUN = "not_begun", _("Not begun")
