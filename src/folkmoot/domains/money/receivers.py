"""What this app tells the ground about itself."""

from __future__ import annotations

from django.db.models import F
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from folkmoot.ground.audit.public import register_sentences
from folkmoot.ground.base.policies import Actor
from folkmoot.ground.bodies.models import Organisation
from folkmoot.ground.bodies.public import register_body_link
from folkmoot.ground.thread.public import register_kind, register_record, register_way_on

from .actions.tying import BUYS, PAYS
from .enums import SENTENCES
from .models import Line, Saving
from .policies import KEEPERS, can_keep

# What money can pay for, by the labels of its records; those of apps that are not there are never shown.
PAID_FOR = ("plans.action", "plans.plan", "performance.indicator", "compact.fundingdecision", "reviews.recommendation")


def register_all() -> None:
    """Called once, from `ready()`."""
    register_sentences(SENTENCES)
    register_kind(PAYS, _("Paid from"), _("Pays for"), to_types=["money.line"])
    # It says that the money of the line goes to what the indicator counts, and to nothing else.
    register_kind(BUYS, _("Pays for each of"), _("Each is paid from"), ["money.line"], ["performance.indicator"])
    for label, noun, nouns in (
        ("money.line", _("line of a budget"), _("lines of budgets")),
        ("money.saving", _("saving"), _("savings")),
    ):
        register_record(
            label,
            title=title_of,
            url=lambda record: record.get_absolute_url(),
            is_public=is_shown,
            only_public=lambda found: found.filter(created_at__lte=F("budget__public_at")),
            may_see=may_see,
            related=("budget__body", "budget__keeper"),
            noun=noun,
            nouns=nouns,
            searched=["title"],
            opens_later=True,
        )
    register_way_on(
        "pay_for",
        _("Say what pays for it"),
        url=lambda record: reverse("money:pay_for", args=[record._meta.label_lower, record.pk]),
        may=lambda actor, _record: actor.holds(*KEEPERS),
        from_types=PAID_FOR,
    )
    register_body_link(link_to_money)


def title_of(record: Line | Saving) -> str:
    """With whose money and which year it is."""
    return f"{record.title} ({record.budget})"


def is_shown(record: Line | Saving) -> bool:
    """It was there when the report was published that is out."""
    shown_at = record.budget.public_at
    return shown_at is not None and record.created_at <= shown_at


def may_see(actor: Actor, record: Line | Saving) -> bool:
    """What is not published is for those who keep it."""
    return can_keep(actor, record.budget.scopes)


def link_to_money(body: Organisation) -> tuple[str | Promise, str]:
    return _("Where its money goes"), f"{reverse('money:list_budgets')}?body={body.key}"
