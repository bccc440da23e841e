from django.urls import path

from .views import agenda, alerts, bringing, notices, planning, publishing, putting, reading
from .views.conduct.addresses import conduct_patterns

app_name = "meetings"
urlpatterns = [
    *conduct_patterns,
    path("", reading.CalendarView.as_view(), name="list_meetings"),
    path("find/", reading.FindView.as_view(), name="find"),
    path("forward-plan/", notices.ForwardPlanView.as_view(), name="forward_plan"),
    path("calendar.ics", reading.CalendarFeedView.as_view(), name="calendar_feed"),
    path("bodies/<slug:body>/", reading.BodyView.as_view(), name="show_body"),
    path("bodies/<slug:body>/calendar.ics", reading.CalendarFeedView.as_view(), name="body_feed"),
    path("alerts/", alerts.AskView.as_view(), name="ask_alert"),
    path("alerts/<str:secret>/on/", alerts.ConfirmView.as_view(), name="confirm_alert"),
    path("alerts/<str:secret>/off/", alerts.StopView.as_view(), name="stop_alert"),
    path("desk/", planning.DeskView.as_view(), name="desk"),
    path("desk/plan/<slug:body>/", planning.PlanView.as_view(), name="plan"),
    path("desk/rules/<slug:body>/", planning.RulesView.as_view(), name="rules"),
    path("desk/bring/", bringing.BringView.as_view(), name="bring"),
    path("desk/bring/<int:pk>/", bringing.CheckPackView.as_view(), name="check_pack"),
    path("put/<str:record_type>/<str:key>/", putting.PutBeforeView.as_view(), name="put_before"),
    path("<slug:key>/", reading.MeetingView.as_view(), name="show_meeting"),
    path("<slug:key>/pack.pdf", reading.PackView.as_view(), name="show_pack"),
    path("<slug:key>/meeting.ics", reading.OneEventView.as_view(), name="one_event"),
    path("<slug:key>/edit/", planning.EditMeetingView.as_view(), name="edit_meeting"),
    path("<slug:key>/move/", planning.MoveMeetingView.as_view(), name="move_meeting"),
    path("<slug:key>/cancel/", planning.CancelMeetingView.as_view(), name="cancel_meeting"),
    path("<slug:key>/agenda/", agenda.AgendaView.as_view(), name="agenda"),
    path("<slug:key>/publish/", publishing.PublishView.as_view(), name="publish"),
    path("<slug:key>/packs/", publishing.MakePacksView.as_view(), name="make_packs"),
    path("<slug:key>/items/add/", agenda.AddItemView.as_view(), name="add_item"),
    path("<slug:key>/items/<int:serial>/", reading.ItemView.as_view(), name="show_item"),
    path("<slug:key>/items/<int:serial>/edit/", agenda.EditItemView.as_view(), name="edit_item"),
    path("<slug:key>/items/<int:serial>/place/", agenda.MoveItemView.as_view(), name="move_item"),
    path("<slug:key>/items/<int:serial>/withdraw/", agenda.WithdrawItemView.as_view(), name="withdraw_item"),
    path("<slug:key>/items/<int:serial>/notice/", notices.NoticeView.as_view(), name="show_notice"),
    path("<slug:key>/items/<int:serial>/notice/edit/", notices.EditNoticeView.as_view(), name="edit_notice"),
    path("<slug:key>/items/<int:serial>/papers/add/", agenda.AddPaperView.as_view(), name="add_paper"),
    path("<slug:key>/items/<int:serial>/papers/<int:paper>/", reading.PaperView.as_view(), name="show_paper"),
    path("<slug:key>/items/<int:serial>/papers/<int:paper>/edit/", agenda.EditPaperView.as_view(), name="edit_paper"),
]
