from django.urls import path, register_converter

from . import reading

app_name = "open311"


class Open311Form:
    """The form that an answer is wanted in, as the ending of the address."""

    regex = "json|xml"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(Open311Form, "open311_form")

urlpatterns = [
    path("discovery.<open311_form:form>", reading.ShowDiscoveryView.as_view(), name="show_discovery"),
    path("services.<open311_form:form>", reading.ListServicesView.as_view(), name="list_services"),
    path("services/<slug:code>.<open311_form:form>", reading.ShowServiceView.as_view(), name="show_service"),
    path("requests.<open311_form:form>", reading.ListRequestsView.as_view(), name="list_requests"),
    path("requests/<slug:reference>.<open311_form:form>", reading.ShowRequestView.as_view(), name="show_request"),
    path("servicerequestupdates.<open311_form:form>", reading.ListUpdatesView.as_view(), name="list_updates"),
    path("tokens/<slug:token>.<open311_form:form>", reading.ShowTokenView.as_view(), name="show_token"),
]
