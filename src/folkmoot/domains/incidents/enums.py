from django.db import models
from django.utils.translation import gettext_lazy as _

# What an arrival is that becomes a report.
KIND = "report"


class Status(models.TextChoices):
    """Where a report stands. Richer than the two that Open311 knows (`open`, `closed`), which are made of these."""

    OPEN = "open", _("Open")
    ACTION_SCHEDULED = "action_scheduled", _("Action scheduled")
    INVESTIGATING = "investigating", _("Investigating")
    PLANNED = "planned", _("Planned")
    IN_PROGRESS = "in_progress", _("In progress")
    FIXED = "fixed", _("Fixed")
    CLOSED = "closed", _("Closed")


ENDED = (Status.FIXED, Status.CLOSED)
UNDER_WAY = tuple(status for status in Status if status not in ENDED)


class ClosingReason(models.TextChoices):
    """Why nothing more is done. "Put on a list of works" is none of them: such a report is planned, and stays open."""

    NOT_FOUND = "not_found", _("We looked and could not find it")
    NOT_OURS = "not_ours", _("It is not for us, and we say whose it is")
    NOT_ENOUGH = "not_enough", _("We could not tell where or what it is")
    WITHIN_STANDARD = "within_standard", _("It is within the standard that we keep to")
    NO_POWER = "no_power", _("The law gives us no power to act")
    TOO_DEAR = "too_dear", _("We have decided not to do it")
    WITHDRAWN = "withdrawn", _("Whoever reported it took it back")
    DUPLICATE = "duplicate", _("It has been reported before")


# Given by merging two reports, not chosen from the list.
CHOSEN_REASONS = tuple(reason for reason in ClosingReason if reason != ClosingReason.DUPLICATE)


class Shown(models.TextChoices):
    """How much of the place of a report is public."""

    POINT = "point", _("The place, to about 100 metres")
    WARD = "ward", _("The ward only")
    NOTHING = "nothing", _("Nothing: reports of this kind are never shown")


class PointFrom(models.TextChoices):
    """Where the point on the map came from."""

    NONE = "", _("There is none")
    GIVEN = "given", _("Given as a position")
    PHOTO = "photo", _("From the photograph, with consent")
    POSTCODE = "postcode", _("The middle of the postcode")


class PhotoState(models.TextChoices):
    """A photograph is opened to nobody before it has been made anew without what was hidden in it."""

    WAITING = "waiting", _("Being made ready")
    READY = "ready", _("Ready")
    UNREADABLE = "unreadable", _("Could not be read")


class FixedAnswer(models.TextChoices):
    NONE = "", _("Not answered")
    YES = "yes", _("Yes, it is fixed")
    NO = "no", _("No, it is not fixed")


class WatcherState(models.TextChoices):
    WAITING = "waiting", _("Waiting to be welcomed")
    ACTIVE = "active", _("Active")
    STOPPED = "stopped", _("Stopped")


class HandoverState(models.TextChoices):
    """How far a report is on its way to another system. Sending: it may have arrived, so look before sending again."""

    WAITING = "waiting", _("Waiting to be sent")
    SENDING = "sending", _("Being sent")
    TOKEN = "token", _("Sent; its number is not known yet")
    SENT = "sent", _("Sent")
    REFUSED = "refused", _("Refused by the other system")
