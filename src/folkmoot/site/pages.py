"""Addresses of the pages that belong to no app, and of the few files that browsers and watchers ask every site for."""

from django.urls import path

from folkmoot.site.views import files, pages
from folkmoot.site.views.language import choose_language

app_name = "site"

urlpatterns = [
    path("about/", pages.AboutView.as_view(), name="show_about"),
    path("accessibility/", pages.AccessibilityView.as_view(), name="show_accessibility"),
    path("privacy/", pages.PrivacyView.as_view(), name="show_privacy"),
    path("cookies/", pages.CookiesView.as_view(), name="show_cookies"),
    path("performance/", pages.PerformanceView.as_view(), name="show_performance"),
    path("data/", pages.DataView.as_view(), name="show_data"),
    path("desk/", pages.DeskView.as_view(), name="show_desk"),
    path("language/<slug:code>/", choose_language, name="choose_language"),
    path("colours.css", files.show_colours, name="show_colours"),
    path("robots.txt", files.show_robots, name="show_robots"),
    path("favicon.ico", files.show_favicon, name="show_favicon"),
    path(".well-known/security.txt", files.show_security_contact, name="show_security_contact"),
    path("healthz", files.show_health, name="show_health"),
]
