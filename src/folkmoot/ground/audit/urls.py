from django.urls import path

from .views.entries import export_entries, list_entries

app_name = "audit"

urlpatterns = [
    path("", list_entries, name="list_entries"),
    path("history.csv", export_entries, name="export_entries"),
]
