"""Pages about the site itself, and the desk of somebody who is signed in."""

from __future__ import annotations

from importlib.metadata import version
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.views.generic import TemplateView

from folkmoot.domains.consultations import public as consultations
from folkmoot.domains.money import public as money
from folkmoot.domains.performance import public as performance
from folkmoot.ground.base.policies import PUBLIC, SIGNED_IN
from folkmoot.site.desk import desk_for, downloads_for


class PublicPage(TemplateView):
    access = PUBLIC


class AboutView(PublicPage):
    template_name = "site/about.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(version=version("folkmoot"), **kwargs)


class AccessibilityView(PublicPage):
    template_name = "site/accessibility.html"


class PrivacyView(PublicPage):
    template_name = "site/privacy.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(draft_days=settings.DRAFT_DAYS, **kwargs)


class CookiesView(PublicPage):
    template_name = "site/cookies.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        names = {
            "session_cookie": settings.SESSION_COOKIE_NAME,
            "csrf_cookie": settings.CSRF_COOKIE_NAME,
            "language_cookie": settings.LANGUAGE_COOKIE_NAME,
            "session_hours": settings.SESSION_COOKIE_AGE // 3600,
        }
        return super().get_context_data(**names, **kwargs)


class PerformanceView(PublicPage):
    """How we are doing: what came in, and whether we told people what came of it when we had promised to."""

    template_name = "site/performance.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        keeping = consultations.record_of_keeping(timezone.localdate())
        shown = {"scorecards": performance.public_scorecards(), "shows_money": money.shows_money()}
        return super().get_context_data(keeping=keeping, **shown, **kwargs)


class DataView(PublicPage):
    template_name = "site/data.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(downloads=downloads_for(self.request.actor), **kwargs)  # type: ignore[attr-defined]


class DeskView(TemplateView):
    """What this person's roles let them do: a link stands here exactly when its door would open."""

    template_name = "site/desk.html"
    access = SIGNED_IN

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(groups=desk_for(self.request.actor), **kwargs)  # type: ignore[attr-defined]
