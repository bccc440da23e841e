from django.urls import path, register_converter

from .views import DecideArrivalView, ListArrivalsView, LogArrivalView, ShowArrivalView

app_name = "intake"


class Decision:
    regex = "let-in|set-aside"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(Decision, "arrival_decision")

urlpatterns = [
    path("", ListArrivalsView.as_view(), name="list_arrivals"),
    path("log/", LogArrivalView.as_view(), name="log_arrival"),
    path("<slug:reference>/", ShowArrivalView.as_view(), name="show_arrival"),
    path("<slug:reference>/<arrival_decision:decision>/", DecideArrivalView.as_view(), name="decide_arrival"),
]
