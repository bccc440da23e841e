"""What the review of a year is made of."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from folkmoot.ground.base.public import site_identity
from folkmoot_core.compacts import CommitmentYear, Line, ReviewInput, tally

from ..enums import EvidenceState
from ..models import Agreement, Check, Evidence, Review
from .concerns import Counts, counts_of
from .keeping import current_version

GROUP_NAMES = {
    "under_way": gettext_lazy("Under way"),
    "resolved": gettext_lazy("Resolved"),
    "ended": gettext_lazy("Ended without agreement, or withdrawn"),
}


def years_of(agreement: Agreement, today: date) -> list[int]:
    """The years in which something is on record, newest first; this one always."""
    found = {today.year, *agreement.reviews.values_list("year", flat=True)}
    checks = Check.objects.filter(rule__commitment__version__agreement=agreement, begins__lte=today)
    found |= {day.year for day in checks.dates("begins", "year")}
    evidence = Evidence.objects.filter(commitment__version__agreement=agreement)
    found |= {day.year for day in evidence.dates("happened_on", "year")}
    return sorted(found, reverse=True)


def review_of(agreement: Agreement, year: int) -> Review | None:
    return Review.objects.filter(agreement=agreement, year=year).first()


def review_input(agreement: Agreement, year: int, *, introduction: str = "", today: date | None = None) -> ReviewInput:
    """All that is public and on record of a year: of records, by the day on which each began. Six queries."""
    today = today or timezone.localdate()
    version = current_version(agreement)
    lines: dict[int, list[Line]] = defaultdict(list)
    verdicts: dict[int, list[str]] = defaultdict(list)
    if version is not None:
        checks = Check.objects.filter(rule__commitment__version=version, begins__year=year, is_public=True)
        for check in checks.select_related("rule").order_by("begins", "pk"):
            pk = check.rule.commitment_id
            if check.left_out_because:
                lines[pk].append(Line(check.title, _("Left out"), check.left_out_because))
                continue
            verdicts[pk].append(check.verdict)
            lines[pk].append(Line(check.title, check.get_verdict_display(), check.because))
        evidence = Evidence.objects.filter(
            commitment__version=version, happened_on__year=year, state=EvidenceState.PUBLISHED
        )
        for each in evidence.select_related("organisation").order_by("happened_on", "pk"):
            whose = each.organisation.name if each.organisation else each.get_by_side_display()
            said = _("%(name)s: %(words)s") % {"name": each.by_name, "words": each.words}
            lines[each.commitment_id].append(Line(whose, each.get_shown_display(), said))
    counts = counts_of(agreement, year)
    names = {name: str(text) for name, text in GROUP_NAMES.items()}
    return ReviewInput(
        organisation=site_identity()["name"],
        agreement=agreement.title,
        year=year,
        first=date(year, 1, 1),
        last=date(year, 12, 31),
        counted=today,
        commitments=tuple(
            CommitmentYear(
                key=each.key,
                theme=each.theme.title,
                side=each.get_side_display(),
                words=each.words,
                keeping=tally(verdicts[each.pk]),
                lines=tuple(lines[each.pk]),
            )
            for each in (version.commitments.select_related("theme") if version else ())
        ),
        concerns={names[name]: number for name, number in counts.by_group.items()} if any_at_all(counts) else {},
        introduction=introduction,
        language=get_language() or "en-GB",
    )


def any_at_all(counts: Counts) -> bool:
    return any(number is None or number for number in counts.by_group.values())
