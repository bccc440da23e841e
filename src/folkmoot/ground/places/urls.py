from django.urls import path

from .views import FindPostcodeView, ListPlacesView, ShowOutlinesView, ShowPlaceView

app_name = "places"

urlpatterns = [
    path("", ListPlacesView.as_view(), name="list_places"),
    path("find/", FindPostcodeView.as_view(), name="find_postcode"),
    path("outlines.json", ShowOutlinesView.as_view(), name="show_outlines"),
    path("<slug:slug>/", ShowPlaceView.as_view(), name="show_place"),
]
