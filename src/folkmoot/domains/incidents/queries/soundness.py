"""Reports that contradict themselves."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import F, OuterRef, Subquery
from django.utils.translation import gettext as _

from folkmoot.ground.intake.models import Arrival
from folkmoot.ground.intake.public import ArrivalState

from ..adapters.endpoints import faults_of_endpoints
from ..enums import KIND, UNDER_WAY, HandoverState, PhotoState, Shown
from ..models import Category, Handover, Incident, Photo, StatusChange


def faults_in_reports() -> Iterator[str]:
    for fault in faults_of_endpoints():
        yield str(fault)
    refused = Handover.objects.filter(state=HandoverState.REFUSED, incident__status__in=UNDER_WAY)
    for reference, error in refused.values_list("incident__arrival__reference", "error"):
        yield _("The other system did not take report %(reference)s: %(error)s") % {
            "reference": reference,
            "error": error,
        }
    for name in Category.objects.filter(is_offered=True, routes=None).values_list("name", flat=True):
        yield _("Nobody is in charge of “%(category)s”. Say so in the pack, and load it again.") % {"category": name}
    last = StatusChange.objects.filter(incident=OuterRef("pk")).order_by("-at", "-pk").values("status")[:1]
    wrong = Incident.objects.annotate(last=Subquery(last)).exclude(last=F("status"))
    for reference in wrong.values_list("arrival__reference", flat=True):
        yield _("Report %(reference)s stands otherwise than its last step says.") % {"reference": reference}
    held = Incident.objects.filter(is_let_in=True).exclude(arrival__state=ArrivalState.ACCEPTED)
    for reference in held.values_list("arrival__reference", flat=True):
        yield _("Report %(reference)s is let in here and not at the door.") % {"reference": reference}
    for reference in Photo.objects.filter(is_public=True, incident__category__shown=Shown.NOTHING).values_list(
        "incident__arrival__reference", flat=True
    ):
        yield _("A photo of %(reference)s is public, and reports of its kind are not.") % {"reference": reference}
    for key in Photo.objects.filter(state=PhotoState.WAITING, raw=None).values_list("key", flat=True):
        yield _("Photo %(key)s waits to be made ready, and is gone. Restore it from a backup.") % {"key": key}
    for reference in Arrival.objects.filter(kind=KIND, state=ArrivalState.ACCEPTED, incident=None).values_list(
        "reference", flat=True
    ):
        yield _("%(reference)s was sorted as a report, and nobody has made the report yet.") % {"reference": reference}
