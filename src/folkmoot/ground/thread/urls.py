from django.urls import path, register_converter

from .views import ListMembersView, ShowTraceView

app_name = "thread"


class RecordType:
    """A model label: `consultations.theme`."""

    regex = "[a-z0-9_]+[.][a-z0-9_]+"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class Way(RecordType):
    regex = "forward|backward"


register_converter(RecordType, "record_type")
register_converter(Way, "thread_way")

urlpatterns = [
    path("<record_type:record_type>/<slug:key>/", ShowTraceView.as_view(), name="show_trace"),
    path(
        "<record_type:record_type>/<slug:key>/<thread_way:direction>/<slug:kind>/<record_type:other_type>/",
        ListMembersView.as_view(),
        name="list_members",
    ),
]
