from django.urls import path

from .views import (
    agreement_desk,
    concern_desk,
    concerns,
    desk,
    evidence,
    exports,
    funding,
    party_desk,
    reviews,
    showing,
)

app_name = "compact"

urlpatterns = [
    path("", showing.FrontView.as_view(), name="front"),
    path("funding/<slug:reference>/", funding.ShowFundingView.as_view(), name="show_funding"),
    path("concerns/follow/", concerns.FindConcernView.as_view(), name="find_concern"),
    path(
        "concerns/follow/<slug:reference>/<slug:secret>/", concerns.FollowConcernView.as_view(), name="follow_concern"
    ),
    path("desk/", desk.ShowDeskView.as_view(), name="show_desk"),
    path("desk/check/", desk.CheckNowView.as_view(), name="check_now"),
    path("desk/checks/<int:pk>/", desk.LeaveOutView.as_view(), name="leave_out"),
    path("desk/funding/", funding.ListFundingView.as_view(), name="list_funding"),
    path("desk/funding/add/", funding.PutFundingView.as_view(), name="add_funding"),
    path("desk/funding/<slug:reference>/", funding.PutFundingView.as_view(), name="edit_funding"),
    path("desk/evidence/<int:pk>/", evidence.DecideEvidenceView.as_view(), name="decide_evidence"),
    path("desk/commitments/<int:pk>/", agreement_desk.PutCommitmentView.as_view(), name="edit_commitment"),
    path("desk/commitments/<int:pk>/evidence/", evidence.EnterEvidenceView.as_view(), name="enter_evidence"),
    path("desk/concerns/", concern_desk.ListConcernsView.as_view(), name="list_concerns"),
    path("desk/concerns/<slug:reference>/", concern_desk.HandleConcernView.as_view(), name="handle_concern"),
    path("desk/agreements/add/", agreement_desk.AddAgreementView.as_view(), name="add_agreement"),
    path("desk/versions/<int:pk>/", agreement_desk.EditVersionView.as_view(), name="edit_version"),
    path("desk/versions/<int:pk>/add/", agreement_desk.AddCommitmentView.as_view(), name="add_commitment"),
    path("desk/<slug:agreement>/versions/", agreement_desk.AddVersionView.as_view(), name="add_version"),
    path("desk/<slug:agreement>/log/", concern_desk.LogConcernView.as_view(), name="log_concern"),
    path("desk/<slug:agreement>/parties/", party_desk.EditPartiesView.as_view(), name="edit_parties"),
    path("desk/<slug:agreement>/reviews/", reviews.ListReviewDeskView.as_view(), name="list_review_desk"),
    path("desk/<slug:agreement>/reviews/<int:year>/", reviews.PrepareReviewView.as_view(), name="prepare_review"),
    path("<slug:agreement>/", showing.ShowAgreementView.as_view(), name="show_agreement"),
    path("<slug:agreement>/parties/", showing.ListPartiesView.as_view(), name="list_parties"),
    path("<slug:agreement>/concerns/", concerns.ListPublishedView.as_view(), name="list_published"),
    path("<slug:agreement>/concerns/raise/", concerns.RaiseConcernView.as_view(), name="raise_concern"),
    path("<slug:agreement>/reviews/", reviews.ListReviewsView.as_view(), name="list_reviews"),
    path("<slug:agreement>/reviews/<int:year>/", reviews.ShowReviewView.as_view(), name="show_review"),
    path("<slug:agreement>/reviews/<int:year>/<slug:form>/", reviews.TakeReviewView.as_view(), name="take_review"),
    path("<slug:agreement>/data.json", exports.AgreementJsonView.as_view(), name="export_json"),
    path("<slug:agreement>/commitments.csv", exports.CommitmentsCsvView.as_view(), name="export_commitments"),
    path("<slug:agreement>/checks.csv", exports.ChecksCsvView.as_view(), name="export_checks"),
    path("<slug:agreement>/<slug:version>/", showing.ShowVersionView.as_view(), name="show_version"),
    path("<slug:agreement>/<slug:version>/<slug:key>/", showing.ShowCommitmentView.as_view(), name="show_commitment"),
    path(
        "<slug:agreement>/<slug:version>/<slug:key>/show/",
        evidence.OfferEvidenceView.as_view(),
        name="offer_evidence",
    ),
]
