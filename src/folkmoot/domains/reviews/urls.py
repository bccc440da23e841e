from django.urls import path

from .views import desk, evidence, showing

app_name = "reviews"

urlpatterns = [
    path("", showing.ListReviewsView.as_view(), name="list_reviews"),
    path("evidence/follow/", evidence.FindEvidenceView.as_view(), name="find_evidence"),
    path(
        "evidence/follow/<slug:reference>/<slug:secret>/", evidence.FollowEvidenceView.as_view(), name="follow_evidence"
    ),
    path("desk/", desk.ListDeskView.as_view(), name="list_desk"),
    path("desk/propose/", desk.ProposeView.as_view(), name="propose_review"),
    path("desk/<slug:review>/", desk.RunReviewView.as_view(), name="run_review"),
    path("desk/<slug:review>/evidence/<int:pk>/", desk.DecideSubmissionView.as_view(), name="decide_submission"),
    path("desk/<slug:review>/<slug:deed>/", desk.DoView.as_view(), name="do"),
    path("desk/<slug:review>/<slug:deed>/<int:pk>/", desk.DoView.as_view(), name="do_to"),
    path("<slug:review>/", showing.ShowReviewView.as_view(), name="show_review"),
    path("<slug:review>/data.json", showing.ReviewJsonView.as_view(), name="export_review"),
    path("<slug:review>/evidence/", evidence.SendEvidenceView.as_view(), name="send_evidence"),
    path("<slug:review>/evidence/<int:number>/", showing.ShowSubmissionView.as_view(), name="show_submission"),
]
