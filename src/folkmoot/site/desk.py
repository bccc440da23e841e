"""Where somebody can go from their desk, and what anybody may download. A link is offered exactly when its door would
open, so nothing is said twice about who may do what."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.urls import resolve, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from folkmoot.ground.base.policies import Actor, access_of


@dataclass(frozen=True)
class Way:
    """A link with a sentence about what one does there."""

    view: str
    title: str | Promise
    sentence: str | Promise

    @property
    def url(self) -> str:
        return reverse(self.view)

    def is_open_to(self, actor: Actor) -> bool:
        view = resolve(self.url).func
        access = access_of(view)
        if access is None:
            return actor.is_person and view.__module__.startswith(settings.VIEWS_WITH_THEIR_OWN_DOOR)
        return access.admits(actor)


@dataclass(frozen=True)
class Group:
    title: str | Promise
    ways: tuple[Way, ...]


DESK = (
    Group(
        _("Consultations"),
        (
            Way(
                "consultations:list_own_consultations",
                _("Your consultations"),
                _("Each with what to do next: plan, open, type in answers, read them, publish what came of them."),
            ),
            Way("consultations:create_consultation", _("Plan a new one"), _("From nothing, or from an earlier one.")),
            Way(
                "consultations:list_to_analyse",
                _("Figures, themes and reports"),
                _("What people answered: results, weights, tables, themes, reports, snapshots."),
            ),
        ),
    ),
    Group(
        _("Complaints, comments and compliments"),
        (
            Way(
                "complaints:desk", _("Casework"), _("Your queue, what nobody has, what is due today and what is late.")
            ),
            Way(
                "complaints:log_case", _("Log a case"), _("What somebody told you by telephone, post or face to face.")
            ),
            Way("complaints:type_cards", _("Type a stack of cards"), _("Comment cards, eight at a time.")),
        ),
    ),
    Group(
        _("What comes in, and what goes out"),
        (
            Way(
                "intake:list_arrivals",
                _("Arrivals"),
                _("Everything that reached us; let in or set aside what is held."),
            ),
            Way(
                "intake:log_arrival",
                _("Log something"),
                _("A telephone call, a letter, an e-mail, a word on the street."),
            ),
            Way("notify:list_messages", _("Messages"), _("What was sent to whom, what waits, and what failed.")),
            Way("notify:print_letters", _("Letters to print"), _("One page each, ready for the post.")),
        ),
    ),
    Group(
        _("Reports of problems"),
        (
            Way(
                "incidents:show_queue",
                _("Reports"),
                _("What people reported to your body: take it, say what happens, send it on."),
            ),
            Way("incidents:list_watchers", _("Watchers"), _("Volunteers who watch over a ward: welcome them.")),
            Way("incidents:list_keys", _("Keys for other systems"), _("For those that send reports over Open311.")),
        ),
    ),
    Group(
        _("Agreements with the voluntary sector"),
        (
            Way(
                "compact:show_desk",
                _("Compact"),
                _("Promises that are broken, concerns in confidence, and what people showed."),
            ),
            Way("compact:list_funding", _("Funding"), _("What begins, changes and ends, with notice and payments.")),
            Way("compact:add_agreement", _("Begin an agreement"), _("A compact or covenant that is not here yet.")),
        ),
    ),
    Group(
        _("How we are doing"),
        (
            Way(
                "performance:show_desk",
                _("Indicators to keep"),
                _("Figures that are due, from a form or a file; what they mean; scorecards."),
            ),
            Way("performance:add_indicator", _("Add an indicator"), _("Something that is to be measured from now on.")),
        ),
    ),
    Group(
        _("Money"),
        (
            Way(
                "money:list_desk",
                _("Budgets to keep"),
                _("What is missing, spending and forecasts, changes, savings, staff, and the report of each quarter."),
            ),
            Way(
                "money:send_file", _("Take in a file of amounts"), _("The month's figures; you see first what they do.")
            ),
            Way("money:begin_budget", _("Begin a budget"), _("For a body whose books you keep.")),
        ),
    ),
    Group(
        _("Topic reviews"),
        (
            Way("reviews:list_desk", _("Reviews"), _("Scope, evidence, recommendations, answers, and a second look.")),
            Way("reviews:propose_review", _("Propose a topic"), _("For a body whose clerk you are.")),
        ),
    ),
    Group(
        _("Plans"),
        (
            Way(
                "plans:list_desk",
                _("Plans and actions"),
                _("What is late, blocked or due soon; tell how far it is; write plans; report each half year."),
            ),
            Way("plans:begin_plan", _("Begin a plan"), _("A strategy, a board's action plan, an improvement plan.")),
            Way("plans:list_exceptions", _("What needs attention"), _("By body: blocked, overdue, due soon, silent.")),
        ),
    ),
    Group(
        _("Risks and continuity"),
        (
            Way(
                "risks:list_desk",
                _("Register of risks"),
                _("Scores over time, controls, what is late or should be taken up, and what must go on."),
            ),
            Way("risks:add_risk", _("Enter a risk"), _("For a body whose performance officer you are.")),
        ),
    ),
    Group(
        _("Meetings"),
        (
            Way(
                "meetings:desk",
                _("Meetings to prepare"),
                _("Plan dates, put agendas together, publish them in time."),
            ),
            Way(
                "meetings:list_running",
                _("Meetings to run"),
                _("The roll, interests, votes, decisions and actions while a meeting goes on; its minutes after."),
            ),
            Way("meetings:show_own", _("My meetings"), _("A member's meetings, papers, notes and declarations.")),
        ),
    ),
    Group(
        _("People and bodies"),
        (
            Way(
                "bodies:list_bodies",
                _("Bodies"),
                _("Boards, councils and groups: what they are for and who sits on them."),
            ),
            Way(
                "partnerships:show_picture",
                _("Partnerships"),
                _("All bodies in one picture; what they share, and what nobody does."),
            ),
            Way(
                "partnerships:list_boards",
                _("Rules of boards"),
                _("Who may sit on a board, what is broken, and leave to break it."),
            ),
            Way("bodies:add_body", _("Add a body"), _("A new board, group or organisation.")),
            Way("accounts:list_people", _("People with an account"), _("Invite somebody, give or take away a role.")),
            Way("audit:list_entries", _("History"), _("Who changed what, when and why.")),
        ),
    ),
    Group(
        _("Your account"),
        (
            Way("account_change_password", _("Password"), _("Choose a new one.")),
            Way("mfa_index", _("Second step"), _("A code from your telephone when you sign in.")),
        ),
    ),
)
DOWNLOADS = (
    Way("meetings:export_votes", _("Motions and votes"), _("JSON, in the terms of Popolo, the open standard.")),
    Way(
        "bodies:export_popolo", _("Bodies and who sits on them"), _("JSON, in the terms of Popolo, the open standard.")
    ),
    Way(
        "partnerships:export_register",
        _("Register of partnerships"),
        _("CSV. Where each body stands, and how it meets."),
    ),
    Way("performance:export_register", _("Indicators"), _("CSV. What is measured, by whom, and from where.")),
    Way("audit:export_entries", _("History"), _("CSV. Only for administrators.")),
)


def desk_for(actor: Actor) -> list[Group]:
    """The groups of links that this person can follow; empty groups are left out."""
    open_groups = (Group(group.title, tuple(way for way in group.ways if way.is_open_to(actor))) for group in DESK)
    return [group for group in open_groups if group.ways]


def downloads_for(actor: Actor) -> list[Way]:
    """What this person may download."""
    return [way for way in DOWNLOADS if way.is_open_to(actor)]
