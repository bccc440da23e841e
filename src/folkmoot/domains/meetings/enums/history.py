"""How the history tells what was done in and after meetings."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

CONDUCT_SENTENCES: dict[str, str | Promise] = {
    "meeting.roll_opened": _("opened the roll of %(what)s"),
    "meeting.attendee_added": _("put somebody on the roll of %(what)s"),
    "meeting.attendee_taken_off": _("took somebody off the roll of %(what)s"),
    "meeting.presence_set": _("wrote down who was at %(what)s"),
    "meeting.coming_or_going": _("wrote down who came or left at %(what)s"),
    "meeting.interest_declared": _("wrote down an interest declared at %(what)s"),
    "meeting.interest_taken_back": _("took back an interest declared at %(what)s"),
    "meeting.order_changed": _("wrote down the order in which items were taken at %(what)s"),
    "meeting.notes_saved": _("saved notes of %(what)s"),
    "meeting.motion_moved": _("wrote down a motion at %(what)s"),
    "meeting.motion_withdrawn": _("wrote down that a motion was withdrawn at %(what)s"),
    "meeting.voted": _("wrote down a vote at %(what)s"),
    "meeting.vote_struck_out": _("struck out a vote at %(what)s"),
    "meeting.decided": _("wrote down the decision %(what)s"),
    "meeting.decision_struck_out": _("struck out a decision of %(what)s"),
    "meeting.held": _("wrote down that %(what)s was held"),
    "meeting.conduct_rules_set": _("set the rules of conduct of %(what)s"),
    "action.assigned": _("wrote down an action of %(what)s"),
    "action.settled": _("settled an action of %(what)s"),
    "action.postponed": _("postponed an action of %(what)s"),
    "minutes.drafted": _("drafted the minutes of %(what)s"),
    "minutes.edited": _("edited the minutes of %(what)s"),
    "minutes.published": _("published the minutes of %(what)s"),
    "minutes.approved": _("wrote down that the minutes of %(what)s were approved"),
    "minutes.reopened": _("opened the approved minutes of %(what)s again"),
    "member.connected": _("connected an account with %(what)s"),
    "member.disconnected": _("disconnected the account of %(what)s"),
    "interest.registered": _("registered the interest %(what)s"),
    "interest.ended": _("ended the interest %(what)s"),
    "dispensation.granted": _("granted the dispensation %(what)s"),
    "absence.approved": _("wrote down that the council approved an absence: %(what)s"),
}
