"""The questionnaire on paper: printed from the browser, sent back by post or handed in."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views import View

from folkmoot.ground.base.policies import PUBLIC, actor_of
from folkmoot_core.values import Invalid

from ..adapters import questionnaire_of, standing_of
from ..adapters.wording import paper_parts
from ..enums import Consent
from ..policies import can_plan
from ..queries.planning import newest_version
from .public_pages import public_plan


class PrintQuestionnaireView(View):
    """/consultations/SLUG/paper-form/; ?size=large for large print, ?version=draft for officers to look at a draft."""

    access = PUBLIC

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        consultation = public_plan(request, slug)
        published = getattr(consultation, "published", [])
        version = published[0] if published else None
        if request.GET.get("version") == "draft" and can_plan(actor_of(request), standing_of(consultation)):
            version = newest_version(consultation)
        if version is None:
            raise Http404
        try:
            questionnaire = questionnaire_of(version)
        except Invalid:
            shown = {"consultation": consultation}
            return render(request, "consultations/print_not_ready.html", shown, status=409)
        context = {
            "consultation": consultation,
            "version": version,
            "questionnaire": questionnaire,
            "parts": paper_parts(questionnaire),
            "consents": [label for _value, label in Consent.choices],
            # The questionnaire may ask it itself; on paper nobody is asked twice.
            "asks_feedback": questionnaire.with_role("feedback") is not None,
            "is_large": request.GET.get("size") == "large",
        }
        return render(request, "consultations/print.html", context)
