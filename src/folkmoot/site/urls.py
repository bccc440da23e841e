"""All addresses. Each app keeps its own; the site only says where they hang."""

from django.urls import include, path

from folkmoot.site.views.errors import bad_request, not_found, refused, server_error
from folkmoot.site.views.home import HomeView

urlpatterns = [
    path("", HomeView.as_view(), name="home"),
    # Prefixes of their own before apps that hang from the root: those are asked for each of their addresses.
    path("consultations/", include("folkmoot.domains.consultations.urls")),
    path("", include("folkmoot.domains.complaints.urls")),
    path("reports/", include("folkmoot.domains.incidents.urls")),
    path("compact/", include("folkmoot.domains.compact.urls")),
    path("topic-reviews/", include("folkmoot.domains.reviews.urls")),
    path("risks/", include("folkmoot.domains.risks.urls")),
    path("open311/v2/", include("folkmoot.domains.incidents.api.urls")),
    path("partnerships/", include("folkmoot.domains.partnerships.urls")),
    path("plans/", include("folkmoot.domains.plans.urls")),
    path("", include("folkmoot.domains.performance.urls")),
    path("money/", include("folkmoot.domains.money.urls")),
    path("meetings/", include("folkmoot.domains.meetings.urls")),
    path("places/", include("folkmoot.ground.places.urls")),
    path("bodies/", include("folkmoot.ground.bodies.urls")),
    path("documents/", include("folkmoot.ground.documents.urls")),
    path("arrivals/", include("folkmoot.ground.intake.urls")),
    path("messages/", include("folkmoot.ground.notify.urls")),
    path("thread/", include("folkmoot.ground.thread.urls")),
    path("people/", include("folkmoot.ground.accounts.urls")),
    path("history/", include("folkmoot.ground.audit.urls")),
    path("accounts/", include("allauth.urls")),
    path("", include("folkmoot.site.pages")),
]

handler400 = bad_request
handler403 = refused
handler404 = not_found
handler500 = server_error
