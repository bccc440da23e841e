"""What was done to risks, in words, for the history."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str | Promise] = {
    "risk.loaded": _("loaded the risk %(what)s from a pack"),
    "risk.added": _("entered the risk %(what)s"),
    "risk.described": _("changed what is said of the risk %(what)s"),
    "risk.scored": _("scored the risk %(what)s"),
    "risk.control_put": _("entered a control of the risk %(what)s"),
    "risk.escalated": _("took the risk %(what)s up, or brought it back"),
    "risk.closed": _("closed the risk %(what)s"),
    "risk.tied": _("tied the risk %(what)s to another record"),
    "risk.matrix_set": _("set another matrix of risks"),
    "risk.reopened": _("opened the risk %(what)s again"),
    "continuity.put": _("said what must go on: %(what)s"),
    "continuity.loaded": _("loaded what must go on from a pack: %(what)s"),
}
