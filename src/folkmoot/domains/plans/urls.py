from django.urls import path

from .views import desk, exceptions, exports, importing, raising, reading, reports, tying, versions

app_name = "plans"

urlpatterns = [
    path("", reading.ListPlansView.as_view(), name="list_plans"),
    path("matrix/", reading.ShowMatrixView.as_view(), name="show_matrix"),
    path("exceptions/", exceptions.ListExceptionsView.as_view(), name="list_exceptions"),
    path("exceptions/<slug:body>/", exceptions.ShowExceptionsView.as_view(), name="show_exceptions"),
    path("make/<str:record_type>/<slug:key>/", raising.MakeActionView.as_view(), name="make_action"),
    path("desk/", desk.ListDeskView.as_view(), name="list_desk"),
    path("desk/begin/", desk.BeginPlanView.as_view(), name="begin_plan"),
    path("desk/<slug:plan>/", desk.RunPlanView.as_view(), name="run_plan"),
    path("desk/<slug:plan>/tie/<int:pk>/", tying.TieActionView.as_view(), name="tie_action"),
    path("desk/<slug:plan>/reports/<slug:period>/", reports.PrepareReportView.as_view(), name="prepare_report"),
    path("desk/<slug:plan>/file/", importing.ImportActionsView.as_view(), name="import_actions"),
    path("desk/<slug:plan>/actions.csv", importing.SaveActionsView.as_view(), name="save_actions"),
    path("desk/<slug:plan>/<slug:deed>/", desk.DoView.as_view(), name="do"),
    path("desk/<slug:plan>/<slug:deed>/<int:pk>/", desk.DoView.as_view(), name="do_to"),
    path("<slug:plan>/", reading.ShowPlanView.as_view(), name="show_plan"),
    path("<slug:plan>/data.json", exports.PlanJsonView.as_view(), name="export_plan"),
    path("<slug:plan>/actions.csv", exports.ActionsCsvView.as_view(), name="export_actions"),
    path("<slug:plan>/changes/", versions.ShowChangesView.as_view(), name="show_changes"),
    path("<slug:plan>/versions/<int:number>/", versions.ShowVersionView.as_view(), name="show_version"),
    path("<slug:plan>/objectives/<slug:key>/", reading.ShowObjectiveView.as_view(), name="show_objective"),
    path("<slug:plan>/actions/<slug:key>/", reading.ShowActionView.as_view(), name="show_action"),
    path("<slug:plan>/reports/<slug:period>/", reports.ShowReportView.as_view(), name="show_report"),
    path("<slug:plan>/reports/<slug:period>/<slug:form>/", reports.TakeReportView.as_view(), name="take_report"),
]
