from django.urls import path

from .views import desk, heat, keys, reporting, seeing, watching

app_name = "incidents"

urlpatterns = [
    path("", reporting.StartReportView.as_view(), name="start_report"),
    path("new/<slug:key>/", reporting.ReportProblemView.as_view(), name="report_problem"),
    path("find/", seeing.FindReportView.as_view(), name="find_report"),
    path("show/<slug:reference>/", seeing.ShowReportView.as_view(), name="show_report"),
    path("mine/<slug:key>/", seeing.ShowOwnReportView.as_view(), name="show_own_report"),
    path("fixed/<slug:key>/", seeing.AnswerFixedView.as_view(), name="answer_fixed"),
    path("stop/<slug:key>/", seeing.StopFollowingView.as_view(), name="stop_following"),
    path("desk/", desk.ShowQueueView.as_view(), name="show_queue"),
    path("desk/log/<slug:reference>/<slug:key>/", desk.LogReportView.as_view(), name="log_report"),
    path("desk/<slug:reference>/", desk.HandleReportView.as_view(), name="handle_report"),
    path("desk/<slug:reference>/photos/<int:pk>/", desk.ShowPhotoView.as_view(), name="show_photo"),
    path("map/", heat.ShowHeatMapView.as_view(), name="show_heat_map"),
    path("watch/", watching.JoinWatchView.as_view(), name="join_watch"),
    path("watch/mine/<slug:key>/", watching.ShowPatchView.as_view(), name="show_patch"),
    path("watch/desk/", watching.ListWatchersView.as_view(), name="list_watchers"),
    path("watch/desk/<int:pk>/", watching.DecideWatcherView.as_view(), name="decide_watcher"),
    path("keys/", keys.ListKeysView.as_view(), name="list_keys"),
    path("keys/<int:pk>/stop/", keys.StopKeyView.as_view(), name="stop_key"),
]
