from django.urls import path

from .views.following import ChangeHearingView, FollowCaseView
from .views.telling import FindCaseView, FrontView, ReceivedView, TellUsView

app_name = "complaints"

for_residents = [
    path("complain/", FrontView.as_view(), name="front"),
    path("complain/tell-us/", TellUsView.as_view(), name="tell_us"),
    path("complain/received/<slug:reference>/<slug:secret>/", ReceivedView.as_view(), name="received"),
    path("complain/follow/", FindCaseView.as_view(), name="find_case"),
    path("complain/follow/<slug:reference>/<slug:secret>/", FollowCaseView.as_view(), name="follow_case"),
    path(
        "complain/follow/<slug:reference>/<slug:secret>/how-to-hear/",
        ChangeHearingView.as_view(),
        name="change_hearing",
    ),
]

urlpatterns = [*for_residents]
