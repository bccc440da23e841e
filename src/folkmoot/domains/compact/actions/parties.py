"""Who is asked, signs, and leaves; and who speaks up for the agreement there."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from folkmoot.ground.audit.public import record
from folkmoot.ground.base.policies import Actor
from folkmoot.ground.bodies.models import Organisation
from folkmoot_core.values import Fault, Invalid

from ..models import Agreement, Champion, Party
from ..policies import check_keep


@transaction.atomic
def put_party(
    *, agreement: Agreement, organisation: Organisation, side: str, joining: str, by: Actor, since: str = "",
    until: str = "", note: str = "",
) -> Party:  # fmt: skip
    """Say how an organisation stands to the agreement. Raises Invalid, naming the field."""
    check_keep(by, agreement.scope)
    known = Party.objects.filter(agreement=agreement, organisation=organisation).first()
    party = known or Party(agreement=agreement, organisation=organisation)
    old = [known.joining, known.since] if known else None
    party.side, party.joining, party.since, party.until, party.note = side, joining, since, until, note.strip()[:300]
    _whole(party)
    party.save()
    record(verb="compact.party_put", subject=party, by=by, changes={"joining": [old, [joining, since]]})
    return party


@transaction.atomic
def add_champion(*, party: Party, name: str, post: str, since: str, by: Actor) -> Champion:
    """Name who speaks up for the agreement within a party. Raises Invalid."""
    check_keep(by, party.agreement.scope)
    name = " ".join(name.split())
    if Champion.objects.filter(party=party, name=name, until="").exists():
        raise Invalid([Fault("name", _("Is champion there already."), _("Name somebody else."))])
    champion = Champion(party=party, name=name, post=post.strip(), since=since)
    _whole(champion)
    champion.save()
    record(verb="compact.champion_added", subject=party, by=by)
    return champion


@transaction.atomic
def end_champion(*, champion: Champion, until: str, by: Actor) -> Champion:
    """The last day of a champion. Raises Invalid."""
    check_keep(by, champion.party.agreement.scope)
    if not until:
        raise Invalid([Fault("until", _("Say until when."), _("A year or a month will do."))])
    champion.until = until
    _whole(champion)
    champion.save(update_fields=["until", "updated_at"])
    record(verb="compact.champion_ended", subject=champion.party, by=by)
    return champion


def _whole(row: Party | Champion) -> None:
    try:
        row.full_clean(validate_unique=False)
    except ValidationError as wrong:
        raise Invalid([Fault(name, " ".join(texts)) for name, texts in wrong.message_dict.items()]) from wrong
