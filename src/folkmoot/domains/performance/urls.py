from django.urls import path

from .views import desk, figures, indicators, keys, questions, scorecards

app_name = "performance"

urlpatterns = [
    path("scorecards/", scorecards.ListScorecardsView.as_view(), name="list_scorecards"),
    path("scorecards/<slug:key>/", scorecards.ShowScorecardView.as_view(), name="show_scorecard"),
    path("scorecards/<slug:key>/scorecard.csv", scorecards.export_scorecard, name="export_scorecard"),
    path("scorecards/<slug:key>/files/<slug:form>/", scorecards.take_scorecard, name="take_scorecard"),
    path("scorecards/<slug:key>/edit/", scorecards.EditScorecardView.as_view(), name="edit_scorecard"),
    path("performance-questions/", questions.ListQuestionsView.as_view(), name="list_questions"),
    path("performance-questions/<slug:key>/", questions.ShowQuestionView.as_view(), name="show_question"),
    path("performance-questions/<slug:key>/evidence/", questions.GiveEvidenceView.as_view(), name="give_evidence"),
    path(
        "performance-questions/<slug:key>/evidence/<int:pk>/withdraw/",
        questions.WithdrawEvidenceView.as_view(),
        name="withdraw_evidence",
    ),
    path("performance-questions/<slug:key>/judge/", questions.JudgeView.as_view(), name="judge"),
    path("performance-desk/", desk.ShowDeskView.as_view(), name="show_desk"),
    path("performance-desk/indicators/", desk.AddIndicatorView.as_view(), name="add_indicator"),
    path("performance-desk/scorecards/", scorecards.AddScorecardView.as_view(), name="add_scorecard"),
    path("performance-desk/file/", figures.ImportFiguresView.as_view(), name="import_figures"),
    path("performance-desk/keys/", keys.KeepKeysView.as_view(), name="keep_keys"),
    path("api/figures/", keys.ReceiveFiguresView.as_view(), name="receive_figures"),
    path("performance-desk/figures.csv", figures.SaveTemplateView.as_view(), name="save_template"),
    path("indicators/", indicators.ListIndicatorsView.as_view(), name="list_indicators"),
    path("indicators/register.csv", indicators.export_register, name="export_register"),
    path("indicators/<slug:key>/", indicators.ShowIndicatorView.as_view(), name="show_indicator"),
    path("indicators/<slug:key>/places/", indicators.ComparePlacesView.as_view(), name="compare_places"),
    path("indicators/<slug:key>/figures.csv", indicators.export_csv, name="export_csv"),
    path("indicators/<slug:key>/figures.json", indicators.export_json, name="export_json"),
    path("indicators/<slug:key>/figures/<int:pk>/", indicators.ShowFigureView.as_view(), name="show_figure"),
    path("indicators/<slug:key>/figures/<int:pk>/revise/", figures.ReviseFigureView.as_view(), name="revise_figure"),
    path("indicators/<slug:key>/enter/", figures.EnterFiguresView.as_view(), name="enter_figures"),
    path("indicators/<slug:key>/edit/", desk.EditIndicatorView.as_view(), name="edit_indicator"),
    path("indicators/<slug:key>/limits/", desk.BeginAnewView.as_view(), name="begin_anew"),
    path("indicators/<slug:key>/limits/<int:pk>/", desk.TakeBackRebaseView.as_view(), name="take_back_rebase"),
    path("indicators/<slug:key>/explain/", desk.ExplainView.as_view(), name="explain"),
    path("indicators/<slug:key>/tie/", desk.TieView.as_view(), name="tie"),
]
