"""Examples for the pages of boards, meetings, compacts and reviews; see `samples`."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import count
from typing import Any

from tests.factories.compact import arguments_of
from tests.factories.conduct import held_meeting
from tests.factories.meetings import a_body as a_body_that_meets
from tests.factories.meetings import an_agenda
from tests.factories.partnerships import (
    BoardRuleFactory,
    NeedFactory,
    PlanFactory,
    PlanVersionFactory,
    RemitFactory,
    carried,
    governed,
)
from tests.factories.reviews import arguments_of as arguments_of_review
from tests.factories.risks import arguments_of as arguments_of_risk
from tests.factories.risks import make_function

from folkmoot.domains.meetings.actions.alerts import ask_for_alert
from folkmoot.domains.meetings.actions.conduct import deciding, minuting, own
from folkmoot.domains.meetings.actions.publishing import publish
from folkmoot.domains.partnerships.models import Waiver
from folkmoot.ground.base.policies import SYSTEM

Arguments = dict[str, Any]
# The walk makes several in one database.
_number = count(1)


def a_held_meeting(*names: str) -> Callable[[], Arguments]:
    """A meeting with a decision, an action, published minutes and a registered interest."""

    def made() -> Arguments:
        held = held_meeting(key=f"board-{next(_number)}")
        item = held.items[0]
        decided = deciding.decide(item=item, resolved=deciding.Resolved("noted", "it be noted"), by=SYSTEM)
        given = deciding.Assigned("Write", held.people[1], due_on=held.meeting.date)
        entry = deciding.assign(item=item, assigned=given, by=SYSTEM)
        interest = own.Interest("land", "1 High Street", held.meeting.date)
        own.register_interest(person=held.people[1], interest=interest, by=SYSTEM)
        minuting.publish(minutes=minuting.draft(meeting=held.meeting, by=SYSTEM), by=SYSTEM)
        known = {
            "key": held.meeting.key,
            "serial": 1,
            "body": held.body.key,
            "person": held.people[1].key,
            "decision": decided.pk,
            "entry": entry.pk,
        }
        return {("pk" if name in ("decision", "entry") else name): known[name] for name in names}

    return made


def a_compact(*names: str, made: str = "") -> Callable[[], Arguments]:
    """An agreement with everything on it; of what names it, these arguments."""
    return lambda: arguments_of(*names, made=made)


def a_topic_review(*names: str, of: str = "") -> Callable[[], Arguments]:
    """A topic review with everything on it; of what names it, these arguments."""
    return lambda: arguments_of_review(*names, of=of)


def a_body_with_rules(*names: str) -> Callable[[], Arguments]:
    """A body with a profile, a rule of its own, leave to break it and a place in the picture; these arguments."""

    def made() -> Arguments:
        body = RemitFactory().body
        governed(body)
        rule = BoardRuleFactory(body=body)
        waiver = Waiver.objects.create(body=body, rule=rule.key, given_by="x", why="y", first=date(2020, 1, 1))
        known = {"key": body.key, "kind": "seats", "rule": rule.key, "pk": rule.pk, "waiver": waiver.pk}
        return {name.partition("=")[0]: known[name.rpartition("=")[2]] for name in names}

    return made


def a_published_agenda(*names: str) -> Callable[[], Arguments]:
    """A meeting whose agenda is out, with something of every kind on it; of what names it, these arguments."""

    def made() -> Arguments:
        agenda = an_agenda()
        publish(meeting=agenda.meeting, by=SYSTEM)
        known = {"key": agenda.meeting.key, "serial": agenda.item.serial, "paper": agenda.paper.serial}
        return {name: known[name] for name in names}

    return made


def a_carrier() -> Arguments:
    carrier = carried(NeedFactory(), RemitFactory().body)
    return {"key": carrier.need.key, "pk": carrier.pk}


def an_alert() -> Arguments:
    return {"secret": ask_for_alert(email="ann@example.org", body=None, by=SYSTEM).secret}


OF_BODIES: dict[str, Callable[[], Arguments]] = {
    "partnerships:show_board": a_body_with_rules("key"),
    "partnerships:export_board": a_body_with_rules("key"),
    "partnerships:choose_profile": a_body_with_rules("key"),
    "partnerships:choose_kind": a_body_with_rules("key"),
    "partnerships:add_rule": a_body_with_rules("key", "kind"),
    "partnerships:end_rule": a_body_with_rules("key", "pk"),
    "partnerships:waive": a_body_with_rules("key", "rule"),
    "partnerships:end_waiver": a_body_with_rules("key", "pk=waiver"),
    "partnerships:record_event": a_body_with_rules("key"),
    "partnerships:record_notice": a_body_with_rules("key"),
    "partnerships:keep_remit": a_body_with_rules("key"),
    "partnerships:show_need": lambda: {"key": NeedFactory().key},
    "partnerships:remove_carrier": a_carrier,
    "partnerships:show_plan": lambda: {"key": PlanFactory().key},
    "partnerships:export_matrix": lambda: {"key": PlanVersionFactory().key},
    "meetings:show_decision": a_held_meeting("decision"),
    "meetings:settle_action": a_held_meeting("entry"),
    "meetings:show_register": a_held_meeting("person"),
    "meetings:show_attendance": a_held_meeting("body"),
    "meetings:set_conduct_rules": a_held_meeting("body"),
    "meetings:declare_interest": a_held_meeting("key"),
    "meetings:annotate_item": a_held_meeting("key", "serial"),
    "meetings:conduct_meeting": a_held_meeting("key"),
    "meetings:show_minutes": a_held_meeting("key"),
    "meetings:edit_minutes": a_held_meeting("key"),
    "meetings:show_body": lambda: {"body": a_body_that_meets().key},
    "meetings:body_feed": lambda: {"body": a_body_that_meets().key},
    "meetings:plan": lambda: {"body": a_body_that_meets().key},
    "meetings:rules": lambda: {"body": a_body_that_meets().key},
    "meetings:confirm_alert": an_alert,
    "meetings:stop_alert": an_alert,
    "meetings:show_meeting": a_published_agenda("key"),
    "meetings:show_pack": a_published_agenda("key"),
    "meetings:one_event": a_published_agenda("key"),
    "meetings:edit_meeting": a_published_agenda("key"),
    "meetings:move_meeting": a_published_agenda("key"),
    "meetings:cancel_meeting": a_published_agenda("key"),
    "meetings:agenda": a_published_agenda("key"),
    "meetings:publish": a_published_agenda("key"),
    "meetings:add_item": a_published_agenda("key"),
    "meetings:show_item": a_published_agenda("key", "serial"),
    "meetings:edit_item": a_published_agenda("key", "serial"),
    "meetings:withdraw_item": a_published_agenda("key", "serial"),
    "meetings:add_paper": a_published_agenda("key", "serial"),
    "meetings:show_paper": a_published_agenda("key", "serial", "paper"),
    "meetings:edit_paper": a_published_agenda("key", "serial", "paper"),
    "compact:show_funding": a_compact("reference", made="funding"),
    "compact:follow_concern": a_compact("reference", "secret"),
    "compact:leave_out": a_compact("pk", made="check"),
    "compact:edit_funding": a_compact("reference", made="funding"),
    "compact:decide_evidence": a_compact("pk", made="evidence"),
    "compact:edit_commitment": a_compact("pk", made="commitment"),
    "compact:enter_evidence": a_compact("pk", made="commitment"),
    "compact:handle_concern": a_compact("reference"),
    "compact:edit_version": a_compact("pk", made="version"),
    "compact:add_commitment": a_compact("pk", made="version"),
    "compact:add_version": a_compact("agreement"),
    "compact:log_concern": a_compact("agreement"),
    "compact:edit_parties": a_compact("agreement"),
    "compact:list_review_desk": a_compact("agreement"),
    "compact:prepare_review": a_compact("agreement", "year"),
    "compact:show_agreement": a_compact("agreement"),
    "compact:list_parties": a_compact("agreement"),
    "compact:list_published": a_compact("agreement"),
    "compact:raise_concern": a_compact("agreement"),
    "compact:list_reviews": a_compact("agreement"),
    "compact:show_review": a_compact("agreement", "year"),
    "compact:take_review": a_compact("agreement", "year", "form"),
    "compact:export_json": a_compact("agreement"),
    "compact:export_commitments": a_compact("agreement"),
    "compact:export_checks": a_compact("agreement"),
    "compact:show_version": a_compact("agreement", "version"),
    "compact:show_commitment": a_compact("agreement", "version", "key"),
    "compact:offer_evidence": a_compact("agreement", "version", "key"),
    "reviews:follow_evidence": a_topic_review("reference", "secret"),
    "reviews:run_review": a_topic_review("review"),
    "reviews:decide_submission": a_topic_review("review", "pk", of="submission"),
    "reviews:do": a_topic_review("review", "deed"),
    "reviews:do_to": a_topic_review("review", "deed", "pk", of="recommendation"),
    "reviews:show_review": a_topic_review("review"),
    "reviews:export_review": a_topic_review("review"),
    "reviews:send_evidence": a_topic_review("review"),
    "reviews:show_submission": a_topic_review("review", "number"),
    "risks:run_risk": lambda: arguments_of_risk("pk"),
    "risks:do": lambda: arguments_of_risk("pk", "deed"),
    "risks:change_control": lambda: arguments_of_risk("pk", "control"),
    "risks:change_function": lambda: {"pk": make_function().pk},
    "risks:show_risk": lambda: arguments_of_risk("pk"),
}
