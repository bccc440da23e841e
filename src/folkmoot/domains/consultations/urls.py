from django.urls import URLPattern, URLResolver, include, path

from .views import (
    builder,
    downloads,
    outcome_editing,
    phases,
    plan,
    plan_removals,
    results,
    tabulating,
    themes,
    words,
)
from .views.analysing import ListToAnalyseView
from .views.answering import AnswerConsultationView
from .views.held import DecideResponseView, ListHeldView
from .views.imports import ExportResponsesView, ImportResponsesView, SaveTemplateView
from .views.ledger import EraseContactView, ForgetWordsView, ListResponsesView, ShowResponseView
from .views.letters import CodeLetterView, RecordLetterView
from .views.outcome import ListOutcomesView, ShowOutcomeView
from .views.print import PrintQuestionnaireView
from .views.public_pages import (
    AsPublishedView,
    CalendarView,
    FrozenFileView,
    ListConsultationsView,
    ShowConsultationView,
)
from .views.received import OwnCopyView, ReceivedView
from .views.reports import desk as report_desk
from .views.reports import editing as report_editing
from .views.reports import publishing as report_publishing
from .views.reports.published import ListPublishedReportsView, ShowEditionView
from .views.second_entry import ListSecondEntriesView, SettleEntryView, TypeAgainView
from .views.snapshots import DownloadSnapshotView, ListSnapshotsView
from .views.stepwise import (
    AnswerQuestionView,
    BeginStepwiseView,
    CheckDraftView,
    ResumeDraftView,
    ReturnLaterView,
)
from .views.theme_work import codebook as theme_codebook
from .views.theme_work import counts as theme_counts
from .views.theme_work import duplicates as theme_duplicates
from .views.theme_work import merging as theme_merging
from .views.theme_work import overview as theme_overview
from .views.theme_work import review as theme_review
from .views.theme_work import rounds as theme_rounds
from .views.typing import TypePaperView

app_name = "consultations"

planning = [
    path("", plan.ShowPlanView.as_view(), name="show_plan"),
    path("open/", phases.OpenConsultationView.as_view(), name="open_consultation"),
    path("withdraw/", phases.WithdrawView.as_view(), name="withdraw_opening"),
    path("close/", phases.CloseNowView.as_view(), name="close_now"),
    path("move-dates/", phases.ChangeDatesView.as_view(), name="change_dates"),
    path("results-shown/", phases.ResultsVisibilityView.as_view(), name="edit_results_visibility"),
    path("phases/", phases.ShowPhasesView.as_view(), name="show_phases"),
    path("phases/<slug:kind>/", phases.EditPhaseView.as_view(), name="edit_phase"),
    path("groups/new/", plan.EditGroupView.as_view(), name="add_group"),
    path("groups/<int:pk>/", plan.EditGroupView.as_view(), name="edit_group"),
    path("groups/<int:pk>/remove/", plan_removals.RemoveGroupView.as_view(), name="remove_group"),
    path("documents/new/", plan.AddDocumentView.as_view(), name="add_document"),
    path("documents/<int:pk>/remove/", plan_removals.RemoveDocumentView.as_view(), name="remove_document"),
    # Last: the parts of the plan have short names of their own (basics, reasons …).
    path("<slug:part>/", plan.EditPartView.as_view(), name="edit_plan"),
]

question = [
    path("", builder.EditQuestionView.as_view(), name="edit_question"),
    path("kind/", builder.ChooseKindView.as_view(), name="change_kind"),
    path("remove/", builder.RemovePartView.as_view(), name="remove_question"),
    path("move-<str:direction>/", builder.MoveView.as_view(), name="move_question"),
]

section: list[URLPattern | URLResolver] = [
    path("", builder.EditSectionView.as_view(), name="edit_section"),
    path("remove/", builder.RemovePartView.as_view(), name="remove_section"),
    path("move-<str:direction>/", builder.MoveView.as_view(), name="move_section"),
    path("questions/new/", builder.ChooseKindView.as_view(), name="choose_kind"),
    path("questions/add/", builder.EditQuestionView.as_view(), name="add_question"),
    path("questions/<int:place>/", include(question)),
]

questionnaire: list[URLPattern | URLResolver] = [
    path("", builder.EditQuestionnaireView.as_view(), name="edit_questionnaire"),
    path("settings/", builder.EditSettingsView.as_view(), name="edit_questionnaire_settings"),
    path("text/", builder.EditTextView.as_view(), name="edit_questionnaire_text"),
    path("text/download/", builder.DownloadTextView.as_view(), name="download_questionnaire"),
    path("preview/", builder.PreviewView.as_view(), name="preview_questionnaire"),
    path("changes/", builder.ShowChangesView.as_view(), name="show_questionnaire_changes"),
    path("publish/", builder.PublishView.as_view(), name="publish_questionnaire"),
    path("discard/", builder.DiscardView.as_view(), name="discard_draft"),
    path("sections/new/", builder.EditSectionView.as_view(), name="add_section"),
    path("sections/<int:section>/", include(section)),
]

counts: list[URLPattern] = [
    path("", results.ShowResultsView.as_view(), name="show_results"),
    path("all.csv", downloads.ResultsCsvView.as_view(), name="results_csv"),
    path("all.xlsx", downloads.ResultsXlsxView.as_view(), name="results_xlsx"),
    path("responses.csv", downloads.ResponsesCsvView.as_view(), name="responses_csv"),
    path("responses.xlsx", downloads.ResponsesXlsxView.as_view(), name="responses_xlsx"),
    path("<slug:question>/table.csv", downloads.QuestionCsvView.as_view(), name="question_csv"),
    path("<slug:question>/chart.svg", downloads.QuestionChartView.as_view(), name="question_chart"),
    path("<slug:question>/by/<slug:trait>/", results.ShowBreakdownView.as_view(), name="show_breakdown"),
    path("<slug:question>/by/<slug:trait>/table.csv", downloads.BreakdownCsvView.as_view(), name="breakdown_csv"),
]

said_and_done: list[URLPattern] = [
    path("words/", words.ShowPublishedWordsView.as_view(), name="show_published_words"),
    path("words/all/", words.ListWordsView.as_view(), name="list_words"),
    path("wrote-about/", theme_counts.ShowThemeCountsView.as_view(), name="show_theme_counts"),
    path("themes/", themes.ListThemesView.as_view(), name="list_themes"),
    path("themes/<slug:key>/", themes.ShowThemeView.as_view(), name="show_theme"),
    path("themes/<slug:key>/edit/", themes.EditThemeView.as_view(), name="edit_theme"),
    path("outcome/", ShowOutcomeView.as_view(), name="show_outcome"),
    path("outcome/edit/", outcome_editing.EditOutcomeView.as_view(), name="edit_outcome"),
    path("outcome/tell/", outcome_editing.TellPeopleView.as_view(), name="tell_people"),
]

work_on_a_question: list[URLPattern] = [
    path("", theme_overview.ShowThemeWorkView.as_view(), name="show_theme_work"),
    path("letters/", theme_duplicates.ListDuplicatesView.as_view(), name="list_duplicates"),
    path("clusters/", theme_merging.MergeClustersView.as_view(), name="merge_clusters"),
    path("clusters/<int:number>/", theme_merging.ShowClusterView.as_view(), name="show_cluster"),
    path("codebook/", theme_codebook.EditCodebookView.as_view(), name="edit_codebook"),
    path("codebook/<int:number>/", theme_codebook.ShowCodebookView.as_view(), name="show_codebook"),
    path("themes/<slug:key>/", theme_codebook.ChooseAnswersView.as_view(), name="choose_theme_answers"),
    path("review/", theme_review.ReviewAnswersView.as_view(), name="review_answers"),
    path("threshold/", theme_review.SetThresholdView.as_view(), name="set_threshold"),
    path("rounds/", theme_rounds.ListRoundsView.as_view(), name="list_coding_rounds"),
    path("rounds/<int:pk>/", theme_rounds.ShowRoundView.as_view(), name="show_coding_round"),
    path("rounds/<int:pk>/code/", theme_rounds.CodeInRoundView.as_view(), name="code_in_round"),
    path("counts/", theme_counts.PublishCountsView.as_view(), name="publish_theme_counts"),
]

theme_work: list[URLPattern | URLResolver] = [
    path("", theme_overview.ListThemeWorkView.as_view(), name="list_theme_work"),
    path("<str:question>/", include(work_on_a_question)),
]

weighing_and_tables: list[URLPattern] = [
    path("weights/", tabulating.ListWeightingsView.as_view(), name="list_weights"),
    path("weights/new/", tabulating.AddWeightingView.as_view(), name="add_weighting"),
    path("weights/<int:pk>/", tabulating.ShowWeightingView.as_view(), name="show_weighting"),
    path("tables/", tabulating.MakeTablesView.as_view(), name="make_tables"),
    path("tables/all.csv", tabulating.TablesCsvView.as_view(), name="tables_csv"),
    path("tables/all.xlsx", tabulating.TablesXlsxView.as_view(), name="tables_xlsx"),
]

one_report: list[URLPattern] = [
    path("", report_editing.EditReportView.as_view(), name="edit_report"),
    path("figures/", report_desk.RefreshFiguresView.as_view(), name="refresh_figures"),
    path("preview/<slug:form>/", report_editing.PreviewReportView.as_view(), name="preview_report"),
    path("publish/", report_publishing.PublishReportView.as_view(), name="publish_report"),
    path("editions/<int:number>/withdraw/", report_publishing.WithdrawEditionView.as_view(), name="withdraw_edition"),
    # The ids of parts hold whatever the keys of questions and themes hold.
    path("sentences/<path:part>/", report_editing.ChangeSentenceView.as_view(), name="change_sentence"),
    path("add/<path:after>/", report_editing.AddParagraphView.as_view(), name="add_paragraph"),
]

reports: list[URLPattern | URLResolver] = [
    path("report-desk/", report_desk.ListReportsView.as_view(), name="list_report_desk"),
    path("report-desk/new/", report_desk.MakeReportView.as_view(), name="make_report"),
    path("report-desk/<int:pk>/", include(one_report)),
    path("reports/", ListPublishedReportsView.as_view(), name="list_reports"),
    path("reports/<slug:name>/", ShowEditionView.as_view(), name="show_report"),
    path("reports/<slug:name>/<int:number>/", ShowEditionView.as_view(), name="show_edition"),
]

answering: list[URLPattern] = [
    path("<slug:slug>/answer/", AnswerConsultationView.as_view(), name="answer_consultation"),
    path("<slug:slug>/answer/step-by-step/", BeginStepwiseView.as_view(), name="begin_stepwise"),
    path("received/<str:key>/", ReceivedView.as_view(), name="received"),
    path("received/<str:key>/answers.txt", OwnCopyView.as_view(), name="own_copy"),
    path("mine/<str:key>/", ResumeDraftView.as_view(), name="resume_draft"),
    path("mine/<str:key>/later/", ReturnLaterView.as_view(), name="return_later"),
    path("mine/<str:key>/check/", CheckDraftView.as_view(), name="check_draft"),
    path("mine/<str:key>/question/<str:question>/", AnswerQuestionView.as_view(), name="answer_question"),
]

urlpatterns = [
    # First what most visitors ask for at once, on the last evening before a consultation closes.
    *answering,
    path("<slug:slug>/", include(reports)),
    path("<slug:slug>/theme-work/", include(theme_work)),
    path("<slug:slug>/snapshots/", ListSnapshotsView.as_view(), name="list_snapshots"),
    path("<slug:slug>/snapshots/<slug:digest>.zip", DownloadSnapshotView.as_view(), name="download_snapshot"),
    path("answers/<int:pk>/", words.ShowAnswerView.as_view(), name="show_answer"),
    path("answers/<int:pk>/decide/", words.DecideAnswerView.as_view(), name="decide_answer"),
    path("<slug:slug>/results/", include(counts)),
    path("<slug:slug>/", include(said_and_done)),
    path("<slug:slug>/", include(weighing_and_tables)),
    path("", ListConsultationsView.as_view(), name="list_consultations"),
    path("calendar/", CalendarView.as_view(), name="show_calendar"),
    path("desk/", plan.DeskView.as_view(), name="list_own_consultations"),
    path("analyse/", ListToAnalyseView.as_view(), name="list_to_analyse"),
    path("new/", plan.CreateConsultationView.as_view(), name="create_consultation"),
    path("outcomes/", ListOutcomesView.as_view(), name="list_outcomes"),
    # Addresses of one word stand above this one; no consultation gets such a word (see queries/addresses.py).
    path("<slug:slug>/", ShowConsultationView.as_view(), name="show_consultation"),
    path("<slug:slug>/as-published/", AsPublishedView.as_view(), name="show_as_published"),
    path("<slug:slug>/as-published.json", FrozenFileView.as_view(), name="download_as_published"),
    path("<slug:slug>/paper-form/", PrintQuestionnaireView.as_view(), name="print_questionnaire"),
    path("<slug:slug>/plan/", include(planning)),
    path("<slug:slug>/questionnaire/", include(questionnaire)),
]

# Paper, letters, spreadsheets, and what is held.
urlpatterns += [
    path("<slug:slug>/type/", TypePaperView.as_view(), name="type_paper"),
    path("<slug:slug>/second-entry/", ListSecondEntriesView.as_view(), name="list_second_entries"),
    path("<slug:slug>/second-entry/<slug:reference>/", TypeAgainView.as_view(), name="type_again"),
    path("<slug:slug>/second-entry/<slug:reference>/settle/", SettleEntryView.as_view(), name="settle_entry"),
    path("<slug:slug>/letters/new/", RecordLetterView.as_view(), name="record_letter"),
    path("<slug:slug>/letters/<slug:reference>/", CodeLetterView.as_view(), name="code_letter"),
    path("<slug:slug>/import/", ImportResponsesView.as_view(), name="import_responses"),
    path("<slug:slug>/import/template.csv", SaveTemplateView.as_view(), {"ending": "csv"}, name="save_template_csv"),
    path("<slug:slug>/import/template.xlsx", SaveTemplateView.as_view(), {"ending": "xlsx"}, name="save_template"),
    path("<slug:slug>/held/", ListHeldView.as_view(), name="list_held"),
    path("<slug:slug>/ledger/", ListResponsesView.as_view(), name="list_responses"),
    path("<slug:slug>/ledger/answers.csv", ExportResponsesView.as_view(), {"ending": "csv"}, name="export_sheet_csv"),
    path("<slug:slug>/ledger/answers.xlsx", ExportResponsesView.as_view(), {"ending": "xlsx"}, name="export_sheet"),
    path("<slug:slug>/ledger/<slug:reference>/", ShowResponseView.as_view(), name="show_response"),
    path("<slug:slug>/ledger/<slug:reference>/erase-contact/", EraseContactView.as_view(), name="erase_contact"),
    path("<slug:slug>/ledger/<slug:reference>/forget-words/", ForgetWordsView.as_view(), name="forget_words"),
    path(
        "<slug:slug>/ledger/<slug:reference>/let-in/", DecideResponseView.as_view(counts=True), name="let_in_response"
    ),
    path(
        "<slug:slug>/ledger/<slug:reference>/set-aside/",
        DecideResponseView.as_view(counts=False),
        name="set_aside_response",
    ),
]
