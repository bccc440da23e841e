from __future__ import annotations

from collections.abc import Callable, Iterable

from django.db import models
from django.utils.translation import gettext_lazy as _

from folkmoot_core.compacts import Record

# What an arrival is that becomes a concern, or something that shows how a promise was kept.
CONCERN = "compact_concern"
EVIDENCE = "compact_evidence"

# {"consultations": a function that gives the records}: filled while Django starts, and only read after that.
SOURCES: dict[str, Callable[[], Iterable[Record]]] = {}


class AgreementKind(models.TextChoices):
    COMPACT = "compact", _("Compact")
    COVENANT = "covenant", _("Covenant")


class VersionState(models.TextChoices):
    PROPOSED = "proposed", _("Proposed")
    IN_FORCE = "in_force", _("In force")
    REPLACED = "replaced", _("Replaced")


class Side(models.TextChoices):
    """Whose promise a commitment is."""

    PUBLIC = "public", _("Public sector")
    VOLUNTARY = "voluntary", _("Voluntary sector")
    JOINT = "joint", _("Both together")


class Joining(models.TextChoices):
    """How an organisation stands to the agreement."""

    ASKED = "asked", _("Asked to sign")
    SIGNED = "signed", _("Signed")
    ENDORSED = "endorsed", _("Endorsed")
    LEFT = "left", _("Left")


class Verdict(models.TextChoices):
    """As `folkmoot_core.compacts.Verdict`, in words for people."""

    KEPT = "kept", _("Kept")
    REASONED = "broken_with_reason", _("Broken, with a reason")
    BROKEN = "broken", _("Broken")
    NOT_YET = "not_yet_due", _("Not due yet")


class Shown(models.TextChoices):
    """What somebody says of a commitment that no rule can check."""

    KEPT = "kept", _("Kept")
    PARTLY = "partly", _("Partly kept")
    NOT = "not", _("Not kept")


class EvidenceState(models.TextChoices):
    WAITING = "waiting", _("Waiting for an officer")
    PUBLISHED = "published", _("Published")
    SET_ASIDE = "set_aside", _("Set aside")


class FundingKind(models.TextChoices):
    CHANGE = "change", _("Changes")
    END = "end", _("Ends")
    AWARD = "award", _("Begins")


class ConcernState(models.TextChoices):
    HELD = "held", _("Held at the door")
    RAISED = "raised", _("Raised")
    UNDER_WAY = "under_way", _("Being looked into")
    MEDIATION = "mediation", _("In mediation")
    RESOLVED = "resolved", _("Resolved")
    NOT_RESOLVED = "not_resolved", _("Ended without agreement")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    SET_ASIDE = "set_aside", _("Set aside")


UNDER_WAY = (ConcernState.RAISED, ConcernState.UNDER_WAY, ConcernState.MEDIATION)
ENDED = (ConcernState.RESOLVED, ConcernState.NOT_RESOLVED, ConcernState.WITHDRAWN, ConcernState.SET_ASIDE)


class StepKind(models.TextChoices):
    """What happened in a concern; a clock counts by these words."""

    RECEIVED = "received", _("Concern raised")
    ACKNOWLEDGED = "acknowledged", _("Taken on")
    MEDIATION = "mediation", _("Mediation began")
    ESCALATED = "escalated", _("Taken further")
    EXTENDED = "extended", _("More time taken")
    RESOLVED = "responded", _("Resolved")
    NOT_RESOLVED = "ended", _("Ended without agreement")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    REOPENED = "reopened", _("Opened again")
    ADDED = "added", _("Added by whoever raised it")
    NOTE = "note", _("Note among officers")


# What whoever raised it never sees.
INTERNAL = (StepKind.NOTE,)
# Where a step leads.
LEADS_TO: dict[str, ConcernState] = {
    StepKind.ACKNOWLEDGED: ConcernState.UNDER_WAY,
    StepKind.MEDIATION: ConcernState.MEDIATION,
    StepKind.ESCALATED: ConcernState.UNDER_WAY,
    StepKind.RESOLVED: ConcernState.RESOLVED,
    StepKind.NOT_RESOLVED: ConcernState.NOT_RESOLVED,
    StepKind.WITHDRAWN: ConcernState.WITHDRAWN,
    StepKind.REOPENED: ConcernState.UNDER_WAY,
}
