"""The first page: what is open for your views, what you said and what we did, how we are doing, where to complain."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.views.generic import TemplateView

from folkmoot.domains.consultations import public as consultations
from folkmoot.ground.base.policies import PUBLIC

OUTCOMES_SHOWN = 3


class HomeView(TemplateView):
    template_name = "site/home.html"
    access = PUBLIC

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        today = timezone.localdate()
        blocks = {
            "open_now": consultations.open_now(today),
            "outcomes": consultations.latest_outcomes(OUTCOMES_SHOWN),
            "keeping": consultations.record_of_keeping(today),
        }
        return super().get_context_data(**blocks, **kwargs)
