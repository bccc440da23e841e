"""questionnaire.yaml → the first, published version of a consultation's questionnaire."""

from __future__ import annotations

from pathlib import Path

from django.utils import timezone

from folkmoot_core.packfiles import Report
from folkmoot_core.questionnaires import dump_questionnaire, fingerprint, load_questionnaire
from folkmoot_core.values import Invalid

from ...models import Consultation, Questionnaire


def read_questionnaire(home: Path, report: Report, consultation: Consultation) -> Questionnaire | None:
    """The version that people answer; the one that is here already stays. None, with faults, when it cannot be read."""
    existing = consultation.questionnaires.filter(published_at__isnull=False).order_by("-version").first()
    if existing is not None:
        return existing
    path = home / "questionnaire.yaml"
    try:
        questionnaire = load_questionnaire(path.read_text(encoding="utf-8"), path.name)
    except (OSError, UnicodeDecodeError):
        report.fault(path, None, "The questionnaire cannot be read.", "Put questionnaire.yaml here, saved as UTF-8.")
        return None
    except Invalid as invalid:
        for fault in invalid.faults:
            report.fault(path, fault.line, fault.message, fault.mend, where=fault.where)
        return None
    opening = consultation.phases.filter(kind="open").first()
    return Questionnaire.objects.create(
        consultation=consultation,
        version=1,
        definition=dump_questionnaire(questionnaire),
        sha256=fingerprint(questionnaire),
        published_at=min(opening.starts_at, timezone.now()) if opening else timezone.now(),
    )
