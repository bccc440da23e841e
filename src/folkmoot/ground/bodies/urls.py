from django.urls import path

from .views import (
    AddBodyView,
    AddSeatView,
    EditBodyView,
    EditSeatView,
    ListBodiesView,
    ShowBodyView,
    ShowPersonView,
    export_popolo,
)

app_name = "bodies"

# What is not a body's own page has two parts or a dot, so that no body's key can hide it.
urlpatterns = [
    path("", ListBodiesView.as_view(), name="list_bodies"),
    path("popolo.json", export_popolo, name="export_popolo"),
    path("register/add/", AddBodyView.as_view(), name="add_body"),
    path("people/<slug:key>/", ShowPersonView.as_view(), name="show_person"),
    path("<slug:key>/", ShowBodyView.as_view(), name="show_body"),
    path("<slug:key>/edit/", EditBodyView.as_view(), name="edit_body"),
    path("<slug:key>/seats/add/", AddSeatView.as_view(), name="add_seat"),
    path("<slug:key>/seats/<int:pk>/", EditSeatView.as_view(), name="edit_seat"),
]
