from django.urls import path

from .views import boards, editing, finding, picture, plans

app_name = "partnerships"

urlpatterns = [
    path("", picture.ShowPictureView.as_view(), name="show_picture"),
    path("table/", picture.ShowTableView.as_view(), name="show_table"),
    path("register.csv", picture.export_register, name="export_register"),
    path("overlaps/", finding.ShowOverlapsView.as_view(), name="show_overlaps"),
    path("gaps/", finding.ShowGapsView.as_view(), name="show_gaps"),
    path("merge/", finding.ShowMergerView.as_view(), name="show_merger"),
    path("plans/", plans.ShowMatrixView.as_view(), name="show_matrix"),
    path("plans/compare/", plans.CompareVersionsView.as_view(), name="compare_versions"),
    path("plans/versions/<slug:key>.csv", plans.export_matrix, name="export_matrix"),
    path("plans/<slug:key>/", plans.ShowPlanView.as_view(), name="show_plan"),
    path("work/<slug:key>/", finding.ShowNeedView.as_view(), name="show_need"),
    path("work/<slug:key>/carriers/<int:pk>/end/", finding.RemoveCarrierView.as_view(), name="remove_carrier"),
    path("rules/", boards.ListBoardsView.as_view(), name="list_boards"),
    path("rules/<slug:key>/", boards.ShowBoardView.as_view(), name="show_board"),
    path("rules/<slug:key>/rules.json", boards.export_board, name="export_board"),
    path("rules/<slug:key>/profile/", editing.ChooseProfileView.as_view(), name="choose_profile"),
    path("rules/<slug:key>/add/", editing.ChooseKindView.as_view(), name="choose_kind"),
    path("rules/<slug:key>/add/<slug:kind>/", editing.AddRuleView.as_view(), name="add_rule"),
    path("rules/<slug:key>/end/<int:pk>/", editing.EndRuleView.as_view(), name="end_rule"),
    path("rules/<slug:key>/waive/<slug:rule>/", editing.WaiveView.as_view(), name="waive"),
    path("rules/<slug:key>/waivers/<int:pk>/end/", editing.EndWaiverView.as_view(), name="end_waiver"),
    path("rules/<slug:key>/events/", editing.RecordEventView.as_view(), name="record_event"),
    path("rules/<slug:key>/notice/", editing.RecordNoticeView.as_view(), name="record_notice"),
    path("rules/<slug:key>/place/", editing.KeepRemitView.as_view(), name="keep_remit"),
]
