"""Files that come with an answer."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext as _

from folkmoot.ground.base.enums import Classification
from folkmoot.ground.base.policies import RESIDENT
from folkmoot.ground.documents.public import store
from folkmoot_core.questionnaires import Questionnaire
from folkmoot_core.values import Fault, Invalid

from ..models import Response


def take_uploads(request: HttpRequest, questionnaire: Questionnaire, entered: dict[str, list[str]]) -> list[Fault]:
    """Store each uploaded file for those who may read the answer; write its identity into `entered` as the form would
    carry it."""
    faults: list[Fault] = []
    for question in questionnaire.questions:
        upload = request.FILES.get(question.key) if question.kind == "file" else None
        if upload is None:
            continue
        try:
            document = store(
                # Generic: the history keeps titles for ever, and people name files after themselves.
                title=_("File sent with an answer"),
                upload=upload,
                classification=Classification.CONFIDENTIAL,
                by=RESIDENT,
                download_name=upload.name or "",
                waits_for=Response._meta.label,
            )
        except Invalid as refused:
            faults += [Fault(question.key, fault.message, fault.mend) for fault in refused.faults]
        else:
            entered[f"{question.key}.document"] = [document.key]
            entered[f"{question.key}.name"] = [upload.name or ""]
    return faults
