"""What is known today of a theme or a consultation, for a body that is to decide on it. Everybody may read it."""

from __future__ import annotations

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from folkmoot.ground.thread.models import Link
from folkmoot.ground.thread.public import Brief

from ..enums import EqualityStatus
from ..models import Consultation, Snapshot, Theme
from .outcomes import is_published, outcome_of

# Of fewer people nothing is told in figures.
FEWEST = 5


def brief_of_theme(theme: Theme) -> Brief:
    """Its words, how many answers it gathers (never a small number), and the equality assessment as it stands."""
    number = Link.objects.filter(
        kind="grouped_in", from_type="consultations.answer", to_type="consultations.theme", to_key=str(theme.pk)
    ).count()
    said = (
        _("%(number)d answers are grouped in this theme.") % {"number": number}
        if number >= FEWEST
        else _("Fewer than five answers are grouped in this theme.")
    )
    links = []
    # Nobody is sent to a page that is not open to everybody yet.
    if is_published(outcome_of(theme.consultation)):
        url = reverse("consultations:show_theme", args=[theme.consultation.slug, theme.key])
        links.append((_("The theme and its answers"), url))
    return _brief(theme.consultation, theme.description, [said], links)


def brief_of_consultation(consultation: Consultation) -> Brief:
    return _brief(consultation, consultation.summary, [], [])


def _brief(consultation: Consultation, summary: str, said: list[str], links: list[tuple[str, str]]) -> Brief:
    today = date_format(timezone.localdate(), "j F Y")
    text = [_("As it stood on %(day)s.") % {"day": today}, *said]
    status = EqualityStatus(consultation.equality_status).label
    text.append(_("Equality assessment: %(status)s.") % {"status": status})
    if consultation.equality_text:
        text.append(consultation.equality_text)
    snapshot = Snapshot.objects.filter(consultation=consultation).first()
    if snapshot is not None:
        digest = snapshot.digest
        text.append(
            _("The analysis is that of the snapshot %(digest)s of %(day)s.")
            % {"digest": digest[:12], "day": date_format(timezone.localtime(snapshot.made_at), "j F Y")}
        )
        url = reverse("consultations:download_snapshot", args=[consultation.slug, digest])
        links = [*links, (_("Snapshot of the answers, %(digest)s") % {"digest": digest[:12]}, url)]
    links = [(consultation.title, consultation.get_absolute_url()), *links]
    return Brief(summary, "\n".join(text), tuple(links))
