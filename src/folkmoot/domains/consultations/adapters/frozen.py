"""The plan as a document: what is frozen at opening, and compared with later."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from folkmoot_core.questionnaires import to_document

from ..models import Consultation, ConsultationDocument, Questionnaire
from .standing import questionnaire_of

WORDS = [
    "title",
    "summary",
    "objectives",
    "why_now",
    "still_open",
    "already_decided",
    "who_decides",
    "equality_status",
    "equality_text",
    "contact_name",
    "contact_email",
    "contact_telephone",
    "contact_address",
    "short_reason",
    "results_visibility",
]
DATES = ("opens_on", "closes_on", "outcome_due")


def plan_document(consultation: Consultation, version: Questionnaire | None) -> dict[str, Any]:
    """{"plan": …, "consultees": …, "documents": …, "questionnaire": …}: all that consultees are shown, as JSON."""
    plan: dict[str, Any] = {name: getattr(consultation, name) for name in WORDS}
    plan |= {name: day.isoformat() if (day := getattr(consultation, name)) else None for name in DATES}
    plan["organisation"] = consultation.organisation.name
    plan["partners"] = sorted(partner.name for partner in consultation.partners.all())
    plan["area"] = consultation.area.name if consultation.area else ""
    plan["deciding_body"] = consultation.deciding_body.name if consultation.deciding_body else ""
    return {
        "plan": plan,
        "consultees": [
            {"name": group.name, "channels": group.channels, "reach": group.reach}
            for group in consultation.consultee_groups.all()
        ],
        "documents": [_reading(each) for each in consultation.documents.all()],
        "questionnaire": to_document(questionnaire_of(version)) if version else None,
    }


def _reading(each: ConsultationDocument) -> dict[str, str]:
    if each.document is None:
        return {"title": each.title, "address": each.url}
    return {"title": each.title, "key": each.document.key, "sha256": each.document.sha256}


def canonical(document: dict[str, Any]) -> bytes:
    """The one way of writing it down that the fingerprint is taken of: sorted names, no spaces, ASCII."""
    return json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode("ascii")


def fingerprint_of(document: dict[str, Any]) -> str:
    """SHA-256 of the canonical form, in hexadecimal."""
    return hashlib.sha256(canonical(document)).hexdigest()
