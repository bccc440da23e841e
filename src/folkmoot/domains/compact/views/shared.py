"""What the views of this app have in common: who asks, and what is not there."""

from __future__ import annotations

from django.http import Http404, HttpRequest

from folkmoot.ground.base.policies import Access, actor_of

from ..models import Agreement, Commitment, Version
from ..policies import ENTERERS, KEEPERS
from ..queries.visible import agreements_kept_by

FOR_KEEPERS = Access(roles=frozenset(KEEPERS))
FOR_ENTERERS = Access(roles=frozenset(ENTERERS))


def agreement_or_404(key: str) -> Agreement:
    found = Agreement.objects.select_related("keeper").filter(key=key).first()
    if found is None:
        raise Http404
    return found


def kept_or_404(request: HttpRequest, key: str) -> Agreement:
    """The agreement, for those who look after it."""
    found = agreements_kept_by(actor_of(request)).filter(key=key).first()
    if found is None:
        raise Http404
    return found


def version_or_404(agreement: str, version: str) -> Version:
    found = Version.objects.select_related("agreement__keeper").filter(agreement__key=agreement, key=version).first()
    if found is None:
        raise Http404
    return found


def commitment_or_404(agreement: str, version: str, key: str) -> Commitment:
    found = Commitment.objects.select_related("version__agreement__keeper", "theme").filter(
        version__agreement__key=agreement, version__key=version, key=key
    )
    commitment = found.first()
    if commitment is None:
        raise Http404
    return commitment
