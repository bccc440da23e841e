from django.urls import path

from .views.following import FollowCaseView

app_name = "complaints"

urlpatterns = [
    path("follow/<slug:reference>/<slug:secret>/", FollowCaseView.as_view(), name="follow_case"),
]
