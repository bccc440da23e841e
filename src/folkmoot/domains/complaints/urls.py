from django.urls import path, register_converter

from .views.about_you import AboutYouView
from .views.cases import DoView, ShowCaseView
from .views.deeds import DEEDS
from .views.desk import DeskView, ManyView, PromisesView
from .views.figures import (
    CaseFileView,
    CaseReportView,
    ListCaseReportsView,
    ListFiguresView,
    PublishFiguresView,
    ShowFiguresView,
    TakeFiguresView,
    WithdrawFiguresView,
)
from .views.following import ChangeHearingView, FollowCaseView
from .views.learning import HowItWasView, LearningView, TrendsView
from .views.lessons import ListPublicLessonsView, ShowLessonView, ShowPublicLessonView
from .views.lists import EditReasonView, EditUnitView, ListsView
from .views.logging import LogCaseView, TypeCardsView
from .views.ombudsman import ListReferralsView, ReferralView, ShowLetterView
from .views.retention import PersonView, RetentionView
from .views.telling import FindCaseView, FrontView, ReceivedView, TellUsView

app_name = "complaints"


class DeedConverter:
    regex = "|".join(DEEDS)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(DeedConverter, "case_deed")

for_residents = [
    path("complain/", FrontView.as_view(), name="front"),
    path("complain/tell-us/", TellUsView.as_view(), name="tell_us"),
    path("complain/received/<slug:reference>/<slug:secret>/", ReceivedView.as_view(), name="received"),
    path("complain/follow/", FindCaseView.as_view(), name="find_case"),
    path("complain/follow/<slug:reference>/<slug:secret>/", FollowCaseView.as_view(), name="follow_case"),
    path(
        "complain/follow/<slug:reference>/<slug:secret>/how-to-hear/",
        ChangeHearingView.as_view(),
        name="change_hearing",
    ),
]

for_all = [
    path("complain/how-we-answer/", ListFiguresView.as_view(), name="list_figures"),
    path("complain/how-we-answer/<slug:span>/", ShowFiguresView.as_view(), name="show_figures"),
    path("complain/how-we-answer/<slug:span>/<slug:form>/", TakeFiguresView.as_view(), name="take_figures"),
]

reports = [
    path("cases/reports/", ListCaseReportsView.as_view(), name="list_case_reports"),
    path("cases/reports/<slug:span>/", CaseReportView.as_view(), name="case_report"),
    path("cases/reports/<slug:span>/publish/", PublishFiguresView.as_view(), name="publish_figures"),
    path("cases/reports/<slug:span>/withdraw/", WithdrawFiguresView.as_view(), name="withdraw_figures"),
    path("cases/reports/<slug:span>/as/<slug:form>/", CaseFileView.as_view(), name="case_report_file"),
]

learning = [
    path("complain/follow/<slug:reference>/<slug:secret>/about-you/", AboutYouView.as_view(), name="about_you"),
    path("complain/follow/<slug:reference>/<slug:secret>/how-it-was/", HowItWasView.as_view(), name="how_it_was"),
    path("complain/what-we-learned/", ListPublicLessonsView.as_view(), name="list_public_lessons"),
    path("complain/what-we-learned/<int:pk>/", ShowPublicLessonView.as_view(), name="show_public_lesson"),
    path("cases/learning/", LearningView.as_view(), name="learning"),
    path("cases/learning/<int:pk>/", ShowLessonView.as_view(), name="show_lesson"),
    path("cases/trends/", TrendsView.as_view(), name="trends"),
]

retention = [
    path("cases/retention/", RetentionView.as_view(), name="retention"),
    path("cases/person/", PersonView.as_view(), name="person"),
]

lists = [
    path("cases/lists/", ListsView.as_view(), name="lists"),
    path("cases/lists/services/new/", EditUnitView.as_view(), name="new_unit"),
    path("cases/lists/services/<slug:key>/", EditUnitView.as_view(), name="edit_unit"),
    path("cases/lists/reasons/new/", EditReasonView.as_view(), name="new_reason"),
    path("cases/lists/reasons/<slug:key>/", EditReasonView.as_view(), name="edit_reason"),
]

ombudsman = [
    path("cases/ombudsman/", ListReferralsView.as_view(), name="list_referrals"),
    path("cases/ombudsman/new/", ReferralView.as_view(), name="new_referral"),
    path("cases/ombudsman/<int:pk>/", ReferralView.as_view(), name="show_referral"),
    path("cases/ombudsman/letters/<slug:span>/", ShowLetterView.as_view(), name="show_letter"),
]

for_officers = [
    path("cases/", DeskView.as_view(), name="desk"),
    path("cases/log/", LogCaseView.as_view(), name="log_case"),
    path("cases/cards/", TypeCardsView.as_view(), name="type_cards"),
    path("cases/many/", ManyView.as_view(), name="many"),
    path("cases/promises/", PromisesView.as_view(), name="list_promises"),
    # References are longer than the words above, and hold a dash.
    path("cases/<slug:reference>/", ShowCaseView.as_view(), name="show_case"),
    path("cases/<slug:reference>/<case_deed:deed>/", DoView.as_view(), name="do"),
]

urlpatterns = [*for_residents, *for_all, *reports, *ombudsman, *learning, *retention, *lists, *for_officers]
