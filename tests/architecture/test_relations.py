"""Foreign keys point down, like imports. Django takes a model by its name in a string, which no import checker sees."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db.models import Field, Model

TIERS = ("folkmoot.ground", "folkmoot.domains", "folkmoot.across")
# The order of decision 1, as the import contracts in pyproject.toml have it. Apps of one step do not know each other.
GROUND = (
    ("base",),
    ("audit",),
    ("accounts",),
    ("places",),
    ("bodies",),
    ("documents",),
    ("intake", "notify", "thread"),
)


def step(app: str) -> int:
    return next(number for number, names in enumerate(GROUND) if app in names)


def may_point(source: str, target: str) -> bool:
    """May a model of the app `source` hold a foreign key to one of `target`? Both are dotted names of apps."""
    if source == target:
        return True
    from_tier, to_tier = (next((n for n, tier in enumerate(TIERS) if a.startswith(tier)), -1) for a in (source, target))
    if to_tier != from_tier:
        return to_tier < from_tier
    if TIERS[from_tier] != "folkmoot.ground":
        return False
    return step(target.rpartition(".")[2]) < step(source.rpartition(".")[2])


def relations() -> list[tuple[type[Model], Field[object, object], type[Model]]]:
    """Every relation that a model of ours holds: the model, the field, and what it points at."""
    ours = [model for model in apps.get_models() if model.__module__.startswith("folkmoot.")]
    fields = ((model, field) for model in ours for field in model._meta.get_fields() if isinstance(field, Field))
    return [(model, field, field.related_model) for model, field in fields if isinstance(field.related_model, type)]


@pytest.mark.parametrize(
    ("source", "target", "allowed"),
    [
        ("folkmoot.domains.consultations", "folkmoot.ground.places", True),
        ("folkmoot.ground.places", "folkmoot.domains.consultations", False),
        ("folkmoot.domains.consultations", "folkmoot.domains.meetings", False),
        ("folkmoot.ground.bodies", "folkmoot.ground.places", True),
        ("folkmoot.ground.places", "folkmoot.ground.bodies", False),
        ("folkmoot.ground.accounts", "django.contrib.auth", True),
    ],
)
def test_the_rule_itself(source: str, target: str, allowed: bool) -> None:
    assert may_point(source, target) is allowed


def test_no_relation_points_up_or_sideways() -> None:
    found = relations()
    assert found, "there are models, and some of them are related"
    wrong = [
        f"{model._meta.label}.{field.name} → {target._meta.label}"
        for model, field, target in found
        if not may_point(model._meta.app_config.name, target._meta.app_config.name)
    ]
    assert wrong == []
