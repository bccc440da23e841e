"""A draft may hold anything that is a list of sections and questions; no page of the editor stumbles over it."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.factories.accounts import UserFactory
from tests.factories.consultations import ConsultationFactory

from folkmoot.domains.consultations.actions.questionnaire import put_draft
from folkmoot.domains.consultations.queries.drafting import drafting_of
from folkmoot.ground.base.policies import SYSTEM
from folkmoot_core.questionnaires import KINDS
from folkmoot_core.questionnaires.documents import dump_document

pytestmark = pytest.mark.django_db

NAMES = [
    "key",
    "kind",
    "text",
    "hint",
    "required",
    "declines",
    "role",
    "show_if",
    "options",
    "rows",
    "columns",
    "min",
    "max",
    "decimals",
    "max_length",
    "lines",
    "title",
    "for",
    "max_choices",
]
words = st.one_of(
    st.none(), st.booleans(), st.integers(-5, 10**6), st.floats(allow_nan=False, allow_infinity=False),
    st.sampled_from(["", "yes", "q1", "q2", "a", "=", "capacity", "2011-13-40", "<b>", *KINDS]),
)  # fmt: skip
choices = st.lists(st.dictionaries(st.sampled_from(["key", "text", "specify"]), words, max_size=3), max_size=3)
conditions = st.recursive(
    st.dictionaries(st.sampled_from(["question", "any_of", "answered", "x"]), words | st.lists(words), max_size=3),
    lambda inner: st.dictionaries(st.sampled_from(["all", "any", "not"]), inner | st.lists(inner), max_size=2),
    max_leaves=4,
)
shapes = {"options": choices, "rows": choices, "columns": choices, "show_if": conditions, "for": st.lists(words)}
questions = st.fixed_dictionaries({}, optional={name: shapes.get(name, words) for name in NAMES})
kinds = st.fixed_dictionaries(
    {"kind": st.sampled_from(sorted(KINDS))}, optional={name: shapes.get(name, words) for name in NAMES[2:]}
)
sections = st.fixed_dictionaries(
    {"questions": st.lists(questions | kinds, max_size=3)},
    optional={"key": words, "title": words, "text": words, "for": st.lists(words), "show_if": conditions},
)
documents = st.fixed_dictionaries(
    {"sections": st.lists(sections, min_size=1, max_size=2)},
    optional={"questionnaire": words, "title": words, "language": words, "introduction": words, "x": conditions},
)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(document=documents)
def test_no_page_of_the_editor_stumbles(document: dict[str, Any]) -> None:
    consultation = ConsultationFactory(draft=True)
    put_draft(consultation=consultation, text=dump_document(document), seen="", by=SYSTEM)
    officer = Client()
    officer.force_login(UserFactory(roles=["administrator"]))
    home, seen = f"/consultations/{consultation.slug}/questionnaire/", drafting_of(consultation).seen
    pages = [
        "",
        "text/",
        "settings/",
        "changes/",
        "preview/",
        "sections/new/",
        "sections/0/",
        "sections/0/questions/new/",
    ]
    for at, _question in enumerate(document["sections"][0]["questions"]):
        pages += [f"sections/0/questions/{at}/?kind=grid", f"sections/0/questions/{at}/?kind=choose_many",
                  f"sections/0/questions/{at}/", f"sections/0/questions/{at}/?kind=date"]  # fmt: skip
    for page in pages:
        assert officer.get(home + page).status_code in (200, 302, 404), page
    assert officer.get(f"/consultations/{consultation.slug}/plan/").status_code == 200
    assert officer.get(f"/consultations/{consultation.slug}/paper-form/?version=draft").status_code in (200, 409)
    moved = officer.post(f"{home}sections/0/move-down/", {"seen": seen})
    assert moved.status_code == 302
