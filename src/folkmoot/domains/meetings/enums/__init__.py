from django.db import models
from django.utils.translation import gettext_lazy as _


class MeetingState(models.TextChoices):
    """How far a meeting has come (Open Civic Data: event.status)."""

    TENTATIVE = "tentative", _("Planned")
    CONFIRMED = "confirmed", _("Confirmed")
    PASSED = "passed", _("Held")
    CANCELLED = "cancelled", _("Cancelled")


class Numbering(models.TextChoices):
    """How a body numbers its agenda."""

    SECTIONS = "sections", _("By section: A1, A2, B1, C1")
    PLAIN = "plain", _("One row: 1, 2, 3")


class DaysCounted(models.TextChoices):
    """Which days are clear days."""

    WORKING = "working", _("Working days")
    ALL = "all", _("Every day")


class Access(models.TextChoices):
    """Who may read an item, a paper or an attachment (Local Government Act 1972, sections 100A to 100D)."""

    PUBLIC = "public", _("Open to everybody")
    EXEMPT = "exempt", _("Exempt")
    CONFIDENTIAL = "confidential", _("Confidential")


STRICTNESS = (Access.PUBLIC, Access.EXEMPT, Access.CONFIDENTIAL)


def strictest(*accesses: str) -> str:
    """The narrowest of several: a file of an open paper under an exempt item is exempt."""
    return max(accesses, key=lambda each: STRICTNESS.index(Access(each)))


class ExemptParagraph(models.IntegerChoices):
    """Local Government Act 1972, Schedule 12A, Part 1 (England)."""

    INDIVIDUAL = 1, _("1. Information relating to any individual")
    IDENTITY = 2, _("2. Information likely to reveal the identity of an individual")
    AFFAIRS = 3, _("3. Financial or business affairs of any person, the authority's own included")
    LABOUR = 4, _("4. Consultations or negotiations about labour relations")
    LEGAL = 5, _("5. Legal professional privilege")
    NOTICES = 6, _("6. A proposed notice, order or direction")
    CRIME = 7, _("7. Preventing, investigating or prosecuting crime")


class ItemKind(models.TextChoices):
    STANDING = "standing", _("Standing item")
    BUSINESS = "business", _("Item of business")
    MINUTES = "minutes", _("Minutes of an earlier meeting")
    URGENT = "urgent", _("Urgent item")


class Delivery(models.TextChoices):
    """How an item comes before the meeting."""

    PAPER = "paper", _("With a paper")
    TO_FOLLOW = "to_follow", _("Paper to follow")
    ORAL = "oral", _("Spoken report")
    PRESENTATION = "presentation", _("Presentation")
    NONE = "none", _("No paper")


class ItemState(models.TextChoices):
    ON = "on", _("On the agenda")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Verb(models.TextChoices):
    """What a paper asks the body to do."""

    NOTE = "note", _("Note")
    COMMENT = "comment", _("Comment on")
    AGREE = "agree", _("Agree")
    APPROVE = "approve", _("Approve")
    ENDORSE = "endorse", _("Endorse")
    RECOMMEND = "recommend", _("Recommend to another body")
    DECIDE = "decide", _("Decide")


class PublicationKind(models.TextChoices):
    AGENDA = "agenda", _("Agenda")
    SUPPLEMENT = "supplement", _("Supplement")
    CHANGE = "change", _("Changed, moved or cancelled")


class ImportState(models.TextChoices):
    WAITING = "waiting", _("Waiting for a look")
    CONFIRMED = "confirmed", _("Confirmed")
    DISCARDED = "discarded", _("Thrown away")


class AlertState(models.TextChoices):
    ASKED = "asked", _("Not confirmed yet")
    ON = "on", _("On")
