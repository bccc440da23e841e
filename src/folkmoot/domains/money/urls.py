from django.urls import path

from .views import desk, files, reading, reports, tying

app_name = "money"

urlpatterns = [
    path("", reading.ListBudgetsView.as_view(), name="list_budgets"),
    path("desk/", desk.ListDeskView.as_view(), name="list_desk"),
    path("desk/begin/", desk.BeginView.as_view(), name="begin_budget"),
    path("desk/file/", files.SendFileView.as_view(), name="send_file"),
    path("desk/file/<int:pk>/", files.LookAtFileView.as_view(), name="look_at_file"),
    path("desk/template/<slug:form>/", files.SaveTemplateView.as_view(), name="save_template"),
    path("desk/pay/<str:record_type>/<slug:key>/", tying.PayForView.as_view(), name="pay_for"),
    path("desk/<slug:budget>/", desk.RunView.as_view(), name="run_budget"),
    path("desk/<slug:budget>/tie/<slug:what>/<int:pk>/", tying.TieView.as_view(), name="tie"),
    path("desk/<slug:budget>/reports/<int:quarter>/", reports.PrepareReportView.as_view(), name="prepare_report"),
    path("desk/<slug:budget>/<slug:deed>/", desk.DoView.as_view(), name="do"),
    path("desk/<slug:budget>/<slug:deed>/<int:pk>/", desk.DoView.as_view(), name="do_to"),
    path("<slug:budget>/", reading.ShowBudgetView.as_view(), name="show_budget"),
    path("<slug:budget>/money.csv", reading.ExportView.as_view(), name="export_budget"),
    path("<slug:budget>/lines/<slug:key>/", reading.ShowLineView.as_view(), name="show_line"),
    path("<slug:budget>/lines/<slug:key>/<int:pk>/", reading.ShowAmountView.as_view(), name="show_amount"),
    path("<slug:budget>/savings/<slug:key>/", reading.ShowSavingView.as_view(), name="show_saving"),
    path("<slug:budget>/reports/<int:quarter>/<int:number>/", reports.ShowReportView.as_view(), name="show_report"),
    path(
        "<slug:budget>/reports/<int:quarter>/<int:number>/<slug:form>/",
        reports.TakeReportView.as_view(),
        name="take_report",
    ),
]
