from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What triage says it is. Until it has, it is treated as the complaint that it may be."""

    UNDECIDED = "undecided", _("Not decided yet")
    COMPLAINT = "complaint", _("Complaint")
    SERVICE_REQUEST = "service_request", _("Service request")
    COMMENT = "comment", _("Comment")
    COMPLIMENT = "compliment", _("Compliment")
    REPORT = "report", _("Report of a problem")
    NOT_FOR_US = "not_for_us", _("Not for us")


# What a resident is offered; the rest is for officers to say.
KINDS_TO_SEND = (Kind.COMPLAINT, Kind.COMMENT, Kind.COMPLIMENT, Kind.SERVICE_REQUEST)
# Kinds that people may be owed an answer to by a date; a pack says which clock each has.
KINDS_WITH_CLOCK = (Kind.UNDECIDED, Kind.COMPLAINT, Kind.SERVICE_REQUEST)


class State(models.TextChoices):
    HELD = "held", _("Held for a look")
    OPEN = "open", _("Open")
    ANSWERED = "answered", _("Answered")
    CLOSED = "closed", _("Closed")
    SET_ASIDE = "set_aside", _("Set aside")


# From → to. Answered: the answer is out, and it can still go further. Closed: it went no further.
TRANSITIONS: dict[str, frozenset[str]] = {
    State.HELD: frozenset({State.OPEN, State.SET_ASIDE}),
    State.SET_ASIDE: frozenset({State.OPEN}),
    State.OPEN: frozenset({State.ANSWERED, State.CLOSED}),
    State.ANSWERED: frozenset({State.OPEN, State.CLOSED}),
    State.CLOSED: frozenset({State.OPEN}),
}


class Ending(models.TextChoices):
    """How a case that is closed came to its end."""

    ANSWERED = "answered", _("Answered")
    NOTED = "noted", _("Passed on to the service")
    SIGNPOSTED = "signposted", _("Sent on to the right body")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    REFUSED = "refused", _("Not taken on")
    MERGED = "merged", _("Joined with another case")


class Outcome(models.TextChoices):
    """What was found on one point. The words of the Complaint Handling Code, section 6."""

    UPHELD = "upheld", _("Upheld")
    PARTLY_UPHELD = "partly_upheld", _("Partly upheld")
    NOT_UPHELD = "not_upheld", _("Not upheld")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    REFUSED = "refused", _("Not taken on")


# What an answer can say; the other two come from the actions of that name.
FINDINGS = (Outcome.UPHELD, Outcome.PARTLY_UPHELD, Outcome.NOT_UPHELD)


class EventKind(models.TextChoices):
    """What happened, as far as a clock cares (folkmoot_core.clocks.events)."""

    RECEIVED = "received", _("Received")
    ACKNOWLEDGED = "acknowledged", _("Acknowledged")
    PAUSED = "paused", _("Clock stopped")
    RESUMED = "resumed", _("Clock went on")
    EXTENDED = "extended", _("Extended")
    ESCALATED = "escalated", _("Taken to the next stage")
    RESPONDED = "responded", _("Answered")
    REOPENED = "reopened", _("Reopened")
    # Also a case that was refused, joined with another or sent on: its clock stops without an answer.
    WITHDRAWN = "withdrawn", _("Ended without an answer")


class Kept(models.TextChoices):
    """The classes of records for which there are rules of how long they are kept. Cases hold all of the others that are
    theirs; a rule of another class lets its records go before their case does."""

    CASES = "cases", _("Cases")
    MESSAGES = "messages", _("Messages sent about cases")
    DOCUMENTS = "documents", _("Files of cases that ended")
    REMEDIES = "remedies", _("Remedies that are done")
    ARRIVALS = "arrivals", _("Arrivals that became nothing")
    REFERRALS = "referrals", _("What the Ombudsman had, when it is over")


class RemedyKind(models.TextChoices):
    APOLOGY = "apology", _("Apology")
    EXPLANATION = "explanation", _("Explanation")
    PAYMENT = "payment", _("Payment")
    ACTION = "action", _("Something to be done")
    REVIEW = "review", _("Decision looked at again")


class Direction(models.TextChoices):
    OUT = "out", _("From us")
    IN = "in", _("To us")


class LetterStep(models.TextChoices):
    """What a letter is for; a pack gives the words of each."""

    ACKNOWLEDGE = "acknowledge", _("We have your complaint")
    EXTEND = "extend", _("We need more time")
    ANSWER = "answer", _("Our answer")
    ESCALATE = "escalate", _("Somebody else looks at it again")
    REFUSE = "refuse", _("We cannot take this on")
    SIGNPOST = "signpost", _("Who can help")
    CLOSE = "close", _("This is closed")
    THANK = "thank", _("Thank you")
    FREE = "free", _("A letter in your own words")


class NoteKind(models.TextChoices):
    NOTE = "note", _("Note")
    CALL = "call", _("Telephone call")
    MEETING = "meeting", _("Meeting")
    ADDED = "added", _("Added by the resident")
    SAFEGUARDING = "safeguarding", _("Safeguarding")
    REMINDER = "reminder", _("Reminder")
