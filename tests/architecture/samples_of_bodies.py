"""Examples for the pages of boards, meetings, compacts and reviews; see `samples`."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import count
from typing import Any

from django.utils import timezone
from tests.factories.compact import arguments_of
from tests.factories.conduct import held_meeting
from tests.factories.meetings import a_body as a_body_that_meets
from tests.factories.meetings import an_agenda
from tests.factories.money import arguments_of as arguments_of_money
from tests.factories.partnerships import (
    BoardRuleFactory,
    NeedFactory,
    PlanFactory,
    PlanVersionFactory,
    RemitFactory,
    carried,
    governed,
)
from tests.factories.performance import arguments_of as arguments_of_indicator
from tests.factories.plans import arguments_of as arguments_of_plan
from tests.factories.reviews import arguments_of as arguments_of_review
from tests.factories.risks import arguments_of as arguments_of_risk
from tests.factories.risks import make_function

from folkmoot.domains.meetings.actions.agenda.noticing import keep_notice
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


def a_plan(*names: str, made: str = "") -> Callable[[], Arguments]:
    """A plan with everything on it; of what names it, these arguments."""
    return lambda: arguments_of_plan(*names, made=made)


def some_money(*names: str, made: str = "") -> Callable[[], Arguments]:
    return lambda: arguments_of_money(*names, made=made)


def an_indicator(*names: str, of: str = "") -> Callable[[], Arguments]:
    """An indicator with everything on it; of what names it, these arguments."""
    return lambda: arguments_of_indicator(*names, of=of)


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


def a_notice() -> Arguments:
    item = an_agenda().item
    values = {"matter": "New benches", "contact": "The clerk", "is_key": True, "published_on": timezone.localdate()}
    keep_notice(item=item, values=values, by=SYSTEM)
    return {"key": item.meeting.key, "serial": item.serial}


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
    "meetings:edit_notice": a_published_agenda("key", "serial"),
    "meetings:show_notice": a_notice,
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
    "plans:show_exceptions": a_plan("body"),
    "plans:make_action": a_plan("record_type", "key", made="record"),
    "plans:run_plan": a_plan("plan"),
    "plans:tie_action": a_plan("plan", "pk", made="action"),
    "plans:prepare_report": a_plan("plan", "period"),
    "plans:do": a_plan("plan", "deed"),
    "plans:do_to": a_plan("plan", "deed", "pk", made="action"),
    "plans:import_actions": a_plan("plan"),
    "plans:save_actions": a_plan("plan"),
    "plans:show_plan": a_plan("plan"),
    "plans:export_plan": a_plan("plan"),
    "plans:export_actions": a_plan("plan"),
    "plans:show_changes": a_plan("plan"),
    "plans:show_version": a_plan("plan", "number"),
    "plans:show_objective": a_plan("plan", "key", made="objective"),
    "plans:show_action": a_plan("plan", "key", made="action"),
    "plans:show_report": a_plan("plan", "period", made="report"),
    "plans:take_report": a_plan("plan", "period", "form"),
    "money:look_at_file": some_money("pk", made="file"),
    "money:save_template": some_money("form", made="template"),
    "money:pay_for": some_money("record_type", "key", made="record"),
    "money:run_budget": some_money("budget"),
    "money:tie": some_money("budget", "what", "pk", made="line"),
    "money:prepare_report": some_money("budget", "quarter"),
    "money:do": some_money("budget", "deed"),
    "money:do_to": some_money("budget", "deed", "pk", made="line"),
    "money:show_budget": some_money("budget"),
    "money:export_budget": some_money("budget"),
    "money:show_line": some_money("budget", "key", made="line"),
    "money:show_amount": some_money("budget", "key", "pk", made="amount"),
    "money:show_saving": some_money("budget", "key", made="saving"),
    "money:show_report": some_money("budget", "quarter", "number", made="report"),
    "money:take_report": some_money("budget", "quarter", "number", "form", made="report"),
    "performance:show_scorecard": an_indicator("key", of="scorecard"),
    "performance:export_scorecard": an_indicator("key", of="scorecard"),
    "performance:take_scorecard": lambda: an_indicator("key", of="scorecard")() | {"form": "xlsx"},
    "performance:edit_scorecard": an_indicator("key", of="scorecard"),
    "performance:show_question": an_indicator("key", of="question"),
    "performance:give_evidence": an_indicator("key", of="question"),
    "performance:withdraw_evidence": an_indicator("key", "pk", of="question"),
    "performance:judge": an_indicator("key", of="question"),
    "performance:show_indicator": an_indicator("key"),
    "performance:compare_places": an_indicator("key"),
    "performance:export_csv": an_indicator("key"),
    "performance:export_json": an_indicator("key"),
    "performance:show_figure": an_indicator("key", "pk", of="figure"),
    "performance:revise_figure": an_indicator("key", "pk", of="figure"),
    "performance:enter_figures": an_indicator("key"),
    "performance:edit_indicator": an_indicator("key"),
    "performance:begin_anew": an_indicator("key"),
    "performance:take_back_rebase": an_indicator("key", "pk", of="rebase"),
    "performance:explain": an_indicator("key"),
    "performance:tie": an_indicator("key"),
    "reviews:follow_evidence": a_topic_review("reference", "secret"),
    "reviews:run_review": a_topic_review("review"),
    "reviews:decide_submission": a_topic_review("review", "pk", of="submission"),
    "reviews:do": a_topic_review("review", "deed"),
    "reviews:do_to": a_topic_review("review", "deed", "pk", of="recommendation"),
    "reviews:show_review": a_topic_review("review"),
    "reviews:export_review": a_topic_review("review"),
    "reviews:send_evidence": a_topic_review("review"),
    "reviews:show_submission": a_topic_review("review", "number"),
    "risks:tie_risk": lambda: arguments_of_risk("pk"),
    "risks:take_register": lambda: {"form": "csv"},
    "risks:take_own_register": lambda: {"form": "xlsx"},
    "risks:run_risk": lambda: arguments_of_risk("pk"),
    "risks:do": lambda: arguments_of_risk("pk", "deed"),
    "risks:change_control": lambda: arguments_of_risk("pk", "control"),
    "risks:change_function": lambda: {"pk": make_function().pk},
    "risks:show_risk": lambda: arguments_of_risk("pk"),
}
