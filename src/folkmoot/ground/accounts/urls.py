from django.urls import path

from .views.demo import sign_in_demo
from .views.invitations import accept_invitation
from .views.people import AddPersonView, ListPeopleView, ShowPersonView
from .views.person_changes import (
    GrantRoleView,
    InvitePersonView,
    ReopenPersonView,
    ResetSecondStepView,
    RevokeRoleView,
    StopPersonView,
)

app_name = "accounts"

urlpatterns = [
    path("", ListPeopleView.as_view(), name="list_people"),
    path("add/", AddPersonView.as_view(), name="add_person"),
    path("demo-sign-in/", sign_in_demo, name="sign_in_demo"),
    path("invitation/<str:token>/", accept_invitation, name="accept_invitation"),
    path("<int:pk>/", ShowPersonView.as_view(), name="show_person"),
    path("<int:pk>/roles/add/", GrantRoleView.as_view(), name="grant_role"),
    path("<int:pk>/roles/<int:grant>/remove/", RevokeRoleView.as_view(), name="revoke_role"),
    path("<int:pk>/close/", StopPersonView.as_view(), name="stop_person"),
    path("<int:pk>/reopen/", ReopenPersonView.as_view(), name="reopen_person"),
    path("<int:pk>/invite/", InvitePersonView.as_view(), name="invite_person"),
    path("<int:pk>/second-step/reset/", ResetSecondStepView.as_view(), name="reset_second_step"),
]
