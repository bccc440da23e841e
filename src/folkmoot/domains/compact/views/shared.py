"""What the views of this app have in common: who asks, and what is not there."""

from __future__ import annotations

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from folkmoot.ground.base.policies import Access, actor_of

from ..models import Agreement, Commitment, Version
from ..policies import ENTERERS, KEEPERS
from ..queries.visible import agreements_kept_by

FOR_KEEPERS = Access(roles=frozenset(KEEPERS))
FOR_ENTERERS = Access(roles=frozenset(ENTERERS))


def agreement_or_404(key: str) -> Agreement:
    return get_object_or_404(Agreement.objects.select_related("keeper"), key=key)


def kept_or_404(request: HttpRequest, key: str) -> Agreement:
    """The agreement, for those who look after it."""
    return get_object_or_404(agreements_kept_by(actor_of(request)), key=key)


def version_or_404(agreement: str, version: str) -> Version:
    return get_object_or_404(Version.objects.select_related("agreement__keeper"), agreement__key=agreement, key=version)


def commitment_or_404(agreement: str, version: str, key: str) -> Commitment:
    found = Commitment.objects.select_related("version__agreement__keeper", "theme")
    return get_object_or_404(found, version__agreement__key=agreement, version__key=version, key=key)
