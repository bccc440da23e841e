"""What this app tells the ground about itself."""

from __future__ import annotations

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from folkmoot.ground.audit.public import register_sentences
from folkmoot.ground.bodies.models import Organisation
from folkmoot.ground.bodies.public import register_body_link
from folkmoot.ground.notify.public import register_subject
from folkmoot.ground.thread.public import register_kind, register_record

from .enums import LESSENED, THREATENS
from .exports.history import SENTENCES
from .policies import KEEPERS, can_keep
from .queries.reading import functions_for, risks_for


def register_records() -> None:
    """Called once, from `ready()`."""
    register_kind(THREATENS, _("Threatens"), _("Threatened by"), from_types=["risks.risk"])
    register_kind(LESSENED, _("Made less by"), _("Makes less likely, or less bad"), from_types=["risks.risk"])
    register_body_link(link_to_risks)
    register_subject("risks.risk", risks_for, keepers=KEEPERS)
    register_subject("risks.continuityfunction", functions_for, keepers=KEEPERS)
    register_record(
        "risks.risk",
        title=str,
        url=lambda risk: risk.get_absolute_url(),
        is_public=lambda risk: risk.is_public,
        only_public=lambda found: found.filter(is_public=True),
        may_see=lambda actor, risk: can_keep(actor, risk.body.scope),
        related=("body",),
        noun=_("risk"),
        nouns=_("risks"),
    )


def link_to_risks(body: Organisation) -> tuple[str | Promise, str]:
    return _("Its risks, and those taken up to it"), f"{reverse('risks:list_risks')}?body={body.key}"


def tell_history() -> None:
    """Called once, from `ready()`."""
    register_sentences(SENTENCES)
