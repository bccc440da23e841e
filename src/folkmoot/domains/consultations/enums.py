from django.db import models
from django.utils.translation import gettext_lazy as _

from folkmoot.ground.base.enums import Channel

# What comes like this has no questions in it: it is kept whole, and coded to the questions it answers.
IN_OWN_WORDS = (Channel.LETTER, Channel.EMAIL, Channel.TELEPHONE, Channel.FACE_TO_FACE)


class PhaseKind(models.TextChoices):
    """In this order; the switches of each stand in `folkmoot_core.phases`."""

    DRAFT = "draft", _("Being prepared")
    OPEN = "open", _("Open for your views")
    ANALYSING = "analysing", _("We are reading the answers")
    DECIDED = "decided", _("Decided")
    CLOSED = "closed", _("Finished")


class ResultsVisibility(models.TextChoices):
    HIDDEN_UNTIL_CLOSE = "hidden_until_close", _("Hidden until it closes")
    LIVE = "live", _("Shown while it runs")


class EqualityStatus(models.TextChoices):
    """Evidence of due regard (Equality Act 2010, section 149)."""

    NOT_DONE = "not_done", _("Not done yet")
    INITIAL_DONE = "initial_done", _("First screening done")
    FULL_UNDER_WAY = "full_under_way", _("Full assessment under way")
    DONE = "done", _("Full assessment done")
    NOT_NEEDED = "not_needed", _("Screened: a full assessment is not needed")


class ResponseState(models.TextChoices):
    COUNTED = "counted", _("Counted")
    HELD = "held", _("Held for a look")
    SET_ASIDE = "set_aside", _("Set aside")


class Consent(models.TextChoices):
    """What of an answer may be published, as the respondent chose."""

    NAMED = "named", _("You may publish my answer with my name")
    UNNAMED = "unnamed", _("You may publish my answer without my name")
    NONE = "none", _("Do not publish my answer")


class ReadingState(models.TextChoices):
    """Whether an answer in words has been read for publication."""

    UNREAD = "unread", _("Not read yet")
    APPROVED = "approved", _("May be published")
    REDACTED = "redacted", _("May be published in part")
    WITHHELD = "withheld", _("Not to be published")


class Verdict(models.TextChoices):
    ACCEPTED = "accepted", _("Accepted")
    PARTLY = "partly", _("Partly accepted")
    NOT_ACCEPTED = "not_accepted", _("Not accepted")
    FOR_LATER = "for_later", _("To be decided later")


class SnapshotReason(models.TextChoices):
    CLOSE = "close", _("The consultation closed")
    ASKED = "asked", _("Somebody asked for it")
    REPORT = "report", _("For a report")


class SearchState(models.TextChoices):
    WAITING = "waiting", _("Waiting to begin")
    RUNNING = "running", _("Under way")
    DONE = "done", _("Done")
    FAILED = "failed", _("Could not be done")


class LabelOrigin(models.TextChoices):
    PERSON = "person", _("A person")
    MACHINE = "machine", _("Suggested by the machine")
    AUTO = "auto", _("By the machine, above the threshold")


class RoundKind(models.TextChoices):
    DOUBLE = "double", _("Two people code the same answers")
    AUDIT = "audit", _("Answers drawn by chance correct the counts")


class DuplicateKind(models.TextChoices):
    """How answers came to be alike, as `folkmoot_core.themes` tells it, and what an analyst made of it."""

    EXACT = "exact", _("The same words")
    NEAR = "near", _("Nearly the same words")
    CAMPAIGN = "campaign", _("Seems to be one letter, sent by many")
    LETTER = "letter", _("One letter, sent by many")


class AnswerUse(models.TextChoices):
    """What an answer was chosen for, under a theme."""

    EXAMPLE = "example", _("Example for the codebook")
    QUOTE = "quote", _("Quote for everybody")


class ReportKind(models.TextChoices):
    COMMITTEE = "committee", _("Report to the committee")
    RESIDENTS = "residents", _("Two pages for residents")
    DISTRICT = "district", _("Extract for a district")
    OUTCOME = "outcome", _("We asked, you said, we did")
    SLIDES = "slides", _("Pictures for slides")
