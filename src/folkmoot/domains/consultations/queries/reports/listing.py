"""Which reports there are, and which editions of them are published."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _

from folkmoot.ground.places.models import Place

from ...enums import ReportKind
from ...models import Consultation, Edition, EditionFile, PublishingRun, Report, Response
from ...policies import Standing

# Pictures for slides are a form of every report, not a report of their own.
KINDS = tuple(kind for kind in ReportKind if kind != ReportKind.SLIDES)
MOST_REPORTS = 60


@dataclass(frozen=True)
class Desk:
    """A report with what an officer wants to know of it at a glance."""

    report: Report
    title: str
    edits: int
    editions: list[Edition]
    run: PublishingRun | None


def title_of(report: Report) -> str:
    """ "Extract for a district: Ashford"."""
    kind = report.get_kind_display()
    return f"{kind}: {report.district.name}" if report.district else str(kind)


def name_in_address(report: Report) -> str:
    """How a report is called in the address of its public page."""
    return f"{report.kind}-{report.district.slug}" if report.district else str(report.kind)


def edits_in(report: Report) -> int:
    """How many sentences, paragraphs and hidden parts an officer has put her hand to."""
    return sum(len(report.edits.get(name, ())) for name in ("rewritten", "inserted", "hidden"))


def reports_of(consultation: Consultation) -> QuerySet[Report]:
    found = Report.objects.filter(consultation=consultation)
    return found.select_related("snapshot", "weighting", "district").order_by("kind", "district__name", "pk")


def desk_of(consultation: Consultation) -> list[Desk]:
    """The reports that officers work on. Three queries."""
    found = reports_of(consultation).prefetch_related(
        Prefetch("editions", Edition.objects.defer("edits")),
        Prefetch("publishing_runs", PublishingRun.objects.defer("edits").order_by("-pk")),
    )
    return [
        Desk(
            report=each,
            title=title_of(each),
            edits=edits_in(each),
            editions=list(each.editions.all()),
            run=next(iter(each.publishing_runs.all()), None),
        )
        for each in found[:MOST_REPORTS]
    ]


def report_to_edit(consultation: Consultation, pk: int) -> Report | None:
    """With its consultation, its snapshot and its weighting. One query."""
    report = reports_of(consultation).filter(pk=pk).first()
    if report is not None:
        report.consultation = consultation
    return report


def districts_answered(consultation: Consultation) -> QuerySet[Place]:
    """Districts from which a response came. One query."""
    found = Response.objects.filter(consultation=consultation).exclude(district=None).order_by()
    return Place.objects.filter(pk__in=found.values("district")).order_by("name")


@dataclass(frozen=True)
class Published:
    """A report as everybody may read it: the newest edition that stands (None: all are withdrawn), and the others."""

    report: Report
    title: str
    address: str
    newest: Edition | None
    others: list[Edition]


def published_reports(consultation: Consultation, standing: Standing) -> list[Published]:
    """What is published, in the order of the kinds; nothing while the results are not public. Two queries at most."""
    if not standing.allows("results_public"):
        return []
    editions = Edition.objects.defer("edits").select_related("snapshot").order_by("-number")
    found = (
        Report.objects.filter(consultation=consultation, editions__isnull=False)
        .select_related("district")
        .prefetch_related(Prefetch("editions", editions))
        .distinct()
    )
    order = {str(kind): place for place, kind in enumerate(KINDS)}
    made = [_published(each) for each in found]
    return sorted(made, key=lambda each: (order.get(each.report.kind, len(order)), each.title))


def standing_editions(consultation: Consultation) -> int:
    """How many editions stand. One query."""
    return Edition.objects.filter(report__consultation=consultation, withdrawn_at=None).count()


def _published(report: Report) -> Published:
    editions = list(report.editions.all())
    newest = next((each for each in editions if each.withdrawn_at is None), None)
    others = [each for each in editions if each is not newest]
    return Published(report, title_of(report), name_in_address(report), newest, others)


def published_as(found: Iterable[Published], address: str) -> Published | None:
    return next((each for each in found if each.address == address), None)


def files_of(edition: Edition) -> list[EditionFile]:
    """Its forms, the page first, as they were made. One query."""
    return list(edition.files.select_related("document").order_by("pk"))


def why_not_public(standing: Standing) -> str:
    """Why a report cannot be published yet; "" if it can."""
    if standing.allows("results_public"):
        return ""
    return _("The results are not public yet, so that a report cannot be published.")
