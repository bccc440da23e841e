"""What tests of a compact begin with: `make_agreement()`, a small one with rules on both codes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import count
from typing import Any

from folkmoot.domains.compact.actions.concerns import Raised, raise_concern
from folkmoot.domains.compact.actions.reviews import publish_review
from folkmoot.domains.compact.enums import Joining, Side, VersionState
from folkmoot.domains.compact.models import (
    Agreement,
    Champion,
    Check,
    Commitment,
    Concern,
    Evidence,
    FundingDecision,
    NumericRule,
    Party,
    Payment,
    Theme,
    Version,
)
from folkmoot.ground.base.enums import Channel
from folkmoot.ground.base.policies import RESIDENT, SYSTEM
from folkmoot.ground.bodies.models import Organisation
from folkmoot.ground.intake.public import new_form_key
from folkmoot_core.clocks import Limit, Policy, Span, Stage, policy_as_data

from .bodies import OrganisationFactory

_number = count(1)


@dataclass
class Compact:
    """An agreement that a group looks after, between a council and a charity."""

    agreement: Agreement
    version: Version
    keeper: Organisation
    council: Organisation
    asking: Commitment
    funding: Commitment
    kindness: Commitment


def clock() -> dict[str, Any]:
    take_on = Limit("acknowledge_by", "Take it on", Span(5, "working days"), "begin", "acknowledged")
    resolve = Limit("respond_by", "Resolve it", Span(30, "working days"), "begin", "responded", extendable=True)
    stages = (Stage("concern", "Concern", "received", (take_on, resolve)),)
    return policy_as_data(Policy("concern", "A concern", "Invented.", "england-wales", stages))


def make_agreement(keeper: Organisation | None = None) -> Compact:
    keeper = keeper or OrganisationFactory()
    number = next(_number)
    council = OrganisationFactory(classification="county_council", name=f"Council {number}")
    agreement = Agreement.objects.create(
        key=f"compact-{number}", title="Anyshire Compact", keeper=keeper, clock=clock(), mediator="Somebody neutral."
    )
    version = Version.objects.create(
        agreement=agreement, key="first", title="Compact of 2011", state=VersionState.IN_FORCE, position=1
    )
    theme = Theme.objects.create(version=version, key="engagement", title="Engagement")
    asking, funding, kindness = (
        Commitment.objects.create(version=version, theme=theme, side=side, key=key, words=words, position=place)
        for place, (key, side, words) in enumerate(
            [
                ("A1", Side.PUBLIC, "Twelve weeks to answer"),
                ("M1", Side.JOINT, "Three months of notice"),
                ("K1", Side.VOLUNTARY, "Says whom it speaks for"),
            ]
        )
    )
    NumericRule.objects.create(commitment=asking, kind="written_consultation", numbers={"weeks": 12})
    NumericRule.objects.create(commitment=funding, kind="funding_notice", numbers={"months": 3})
    NumericRule.objects.create(commitment=funding, kind="payment_in_advance")
    Party.objects.create(agreement=agreement, organisation=council, side=Side.PUBLIC, joining=Joining.SIGNED)
    return Compact(agreement, version, keeper, council, asking, funding, kindness)


def make_concern(compact: Compact, words: str = "Nobody asked us.", **raised: Any) -> Concern:
    """Raised by a resident, as by the public form."""
    held = raised.pop("held_because", "")
    return raise_concern(
        agreement=compact.agreement,
        raised=Raised(words, **raised),
        channel=Channel.WEB,
        key=new_form_key(),
        held_because=held,
        by=RESIDENT,
    )


def make_funding(compact: Compact, **more: Any) -> FundingDecision:
    fields = {"title": "Lunch clubs", "recipient": "Lunch Clubs", "kind": "end", "effective": date(2012, 4, 1)}
    return FundingDecision.objects.create(reference=f"grant-{next(_number)}", funder=compact.council, **fields | more)


def arguments_of(*names: str, made: str = "") -> dict[str, Any]:
    """An agreement with one of everything on it; of what names it, these arguments. `made`: whose number `pk` is."""
    compact = make_agreement()
    concern = make_concern(compact, "Nobody asked us.", name="Ann", email="ann@example.org", commitment=compact.asking)
    decision = make_funding(compact)
    Payment.objects.create(decision=decision, period_starts=date(2011, 4, 1))
    Champion.objects.create(party=compact.agreement.parties.get(), name="Pat Ash", post="Champion")
    said = {
        "shown": "kept",
        "happened_on": date(2011, 5, 1),
        "words": "It says so.",
        "by_name": "VA",
        "by_side": "voluntary",
    }
    evidence = Evidence.objects.create(commitment=compact.kindness, **said)
    # By hand, since to reckon means every agreement that the walk has made against every record.
    check = Check.objects.create(
        rule=NumericRule.objects.get(commitment=compact.funding, kind="funding_notice"),
        record_type=decision._meta.label_lower,
        record_key=str(decision.pk),
        title=decision.title,
        url=f"/compact/funding/{decision.reference}/",
        begins=decision.effective,
        verdict="broken",
        because="No notice was given.",
        is_public=True,
    )
    if "year" in names:
        publish_review(agreement=compact.agreement, year=2011, by=SYSTEM)
    rows = {
        "check": check,
        "evidence": evidence,
        "version": compact.version,
        "commitment": compact.asking,
    }
    row = rows.get(made)
    known = {
        "agreement": compact.agreement.key,
        "version": compact.version.key,
        "key": compact.asking.key,
        "reference": decision.reference if made == "funding" else concern.arrival.reference,
        "secret": concern.secret,
        "year": 2011,
        "form": "docx",
        "pk": row.pk if row else 0,
    }
    return {name: known[name] for name in names}
