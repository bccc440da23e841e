"""What we said we would not keep is not kept, and forgetting a person does not change what was counted."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from tests.security.world import make_world

from folkmoot.domains.consultations.models import Answer, Contact, Draft
from folkmoot.domains.consultations.queries.channels import totals_by_channel
from folkmoot.site.background import tidy

pytestmark = pytest.mark.django_db


def test_half_finished_answers_are_deleted_when_their_time_is_over() -> None:
    world = make_world("open")
    assert tidy() == []
    Draft.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert len(tidy()) == 1
    assert not Draft.objects.exists()
    assert Client().get(f"/consultations/mine/{world.draft.key}/check/").status_code == 404


def test_forgetting_who_somebody_is_changes_no_count() -> None:
    world = make_world("closed")
    before = totals_by_channel(world.consultation)
    answers = Answer.objects.count()
    Contact.objects.all().delete()
    assert totals_by_channel(world.consultation) == before
    assert Answer.objects.count() == answers
    page = world.client().get(f"/consultations/{world.consultation.slug}/ledger/{world.response}/")
    assert page.status_code == 200
    assert "ann@example.org" not in page.content.decode()
