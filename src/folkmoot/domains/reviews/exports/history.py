"""What was done to topic reviews, in words, for the history."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str | Promise] = {
    "review.loaded": _("loaded the review %(what)s from a pack"),
    "review.proposed": _("proposed the review %(what)s"),
    "review.planned": _("changed the plan of the review %(what)s"),
    "review.moved": _("moved the review %(what)s on"),
    "review.reported": _("published the report of the review %(what)s"),
    "review.seat_put": _("said who sits on the review %(what)s"),
    "review.session_put": _("entered a session of a review: %(what)s"),
    "review.witness_added": _("named a witness of the review %(what)s"),
    "review.evidence_published": _("published written evidence: %(what)s"),
    "review.evidence_kept": _("kept written evidence for the members: %(what)s"),
    "review.evidence_set_aside": _("set written evidence aside: %(what)s"),
    "review.evidence_let_in": _("let written evidence in: %(what)s"),
    "review.evidence_forgotten": _("forgot who sent written evidence: %(what)s"),
    "review.finding_put": _("wrote a finding down: %(what)s"),
    "review.recommendation_put": _("wrote a recommendation down: %(what)s"),
    "review.recommendation_answered": _("entered the answer to a recommendation: %(what)s"),
    "review.action_put": _("entered an action for a recommendation: %(what)s"),
    "review.progress_entered": _("entered how far a recommendation is: %(what)s"),
}
