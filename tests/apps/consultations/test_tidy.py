"""What need not be kept goes by itself."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from tests.factories.consultations import QuestionnaireFactory

from folkmoot.domains.consultations.actions.drafts import begin_draft
from folkmoot.domains.consultations.models import Draft
from folkmoot.ground.base.policies import RESIDENT
from folkmoot.site.background import tidy

pytestmark = pytest.mark.django_db


def test_an_unfinished_answer_goes_when_its_time_is_over_and_no_sooner() -> None:
    questionnaire = QuestionnaireFactory()
    old, new = (begin_draft(questionnaire=questionnaire, entered={"words": ["Benches"]}, by=RESIDENT) for _ in range(2))
    Draft.objects.filter(pk=old.pk).update(expires_at=timezone.now() - timedelta(minutes=1))
    assert "1 unfinished answer whose time was over is deleted." in tidy()
    assert [draft.pk for draft in Draft.objects.all()] == [new.pk]
    assert tidy() == []
