"""The addresses of all that happens in and after meetings. They stand before those of single meetings, whose keys none
of these words may be."""

from django.urls import path

from . import absences, members, minutes, outcomes, room, running

conduct_patterns = [
    path("conduct/", running.ListRunningView.as_view(), name="list_running"),
    path("decisions/", outcomes.ListDecisionsView.as_view(), name="list_decisions"),
    path("decisions/<int:pk>/", outcomes.ShowDecisionView.as_view(), name="show_decision"),
    path("actions/", outcomes.ListActionsView.as_view(), name="list_actions"),
    path("actions/<int:pk>/", outcomes.SettleActionView.as_view(), name="settle_action"),
    path("votes.json", outcomes.ExportVotesView.as_view(), name="export_votes"),
    path("interests/", members.ListRegisterView.as_view(), name="list_register"),
    path("interests/<slug:person>/", members.ShowRegisterView.as_view(), name="show_register"),
    path("attendance/<slug:body>/", members.ShowAttendanceView.as_view(), name="show_attendance"),
    path("rules/<slug:body>/conduct/", running.SetConductRulesView.as_view(), name="set_conduct_rules"),
    path("absences/", absences.ListAbsencesView.as_view(), name="list_absences"),
    path("members/", members.KeepMembersView.as_view(), name="keep_members"),
    path("mine/", members.ShowOwnView.as_view(), name="show_own"),
    path("mine/interests/", members.KeepOwnInterestsView.as_view(), name="keep_own_interests"),
    path("mine/declare/<slug:key>/", members.DeclareInterestView.as_view(), name="declare_interest"),
    path("mine/notes/<slug:key>/<int:serial>/", members.AnnotateItemView.as_view(), name="annotate_item"),
    path("<slug:key>/conduct/", room.ConductMeetingView.as_view(), name="conduct_meeting"),
    path("<slug:key>/minutes/", minutes.ShowMinutesView.as_view(), name="show_minutes"),
    path("<slug:key>/minutes/edit/", minutes.EditMinutesView.as_view(), name="edit_minutes"),
]
