"""What was done to a compact, in words, for the history."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str | Promise] = {
    "compact.agreement_added": _("began the agreement %(what)s"),
    "compact.loaded": _("loaded the agreement %(what)s from a pack"),
    "compact.version_added": _("added the version %(what)s"),
    "compact.version_changed": _("changed the version %(what)s"),
    "compact.version_replaced": _("put another version in the place of %(what)s"),
    "compact.commitment_added": _("added the commitment %(what)s"),
    "compact.commitment_changed": _("changed the commitment %(what)s"),
    "compact.party_put": _("said how an organisation stands to the agreement: %(what)s"),
    "compact.champion_added": _("named a champion at %(what)s"),
    "compact.champion_ended": _("ended the time of a champion at %(what)s"),
    "compact.verdict_changed": _("found that a promise stands otherwise: %(what)s"),
    "compact.check_left_out": _("left a record out of a rule: %(what)s"),
    "compact.check_counted_again": _("counted a record again: %(what)s"),
    "compact.funding_entered": _("entered funding: %(what)s"),
    "compact.funding_changed": _("changed what is known of funding: %(what)s"),
    "compact.payment_put": _("entered a payment for %(what)s"),
    "compact.evidence_entered": _("entered what shows how a promise was kept: %(what)s"),
    "compact.evidence_published": _("published what somebody showed: %(what)s"),
    "compact.evidence_set_aside": _("set aside what somebody showed: %(what)s"),
    "compact.concern_logged": _("logged a concern: %(what)s"),
    "compact.concern_decided": _("decided about a concern that was held: %(what)s"),
    "compact.concern_let_in": _("let a concern in: %(what)s"),
    "compact.concern_set_aside": _("set a concern aside: %(what)s"),
    "compact.concern_acknowledged": _("took a concern on: %(what)s"),
    "compact.concern_mediation": _("began to mediate in a concern: %(what)s"),
    "compact.concern_escalated": _("took a concern further: %(what)s"),
    "compact.concern_extended": _("took more time for a concern: %(what)s"),
    "compact.concern_responded": _("resolved a concern: %(what)s"),
    "compact.concern_ended": _("ended a concern without agreement: %(what)s"),
    "compact.concern_withdrawn": _("wrote down that a concern is withdrawn: %(what)s"),
    "compact.concern_reopened": _("opened a concern again: %(what)s"),
    "compact.concern_note": _("made a note on a concern: %(what)s"),
    "compact.concern_published": _("published words about a concern: %(what)s"),
    "compact.concern_taken_back": _("took back the public words about a concern: %(what)s"),
    "compact.raiser_forgotten": _("forgot who raised a concern: %(what)s"),
    "compact.review_introduced": _("wrote the introduction of %(what)s"),
    "compact.review_published": _("published %(what)s"),
    "compact.review_withdrawn": _("withdrew %(what)s"),
}
