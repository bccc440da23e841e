from __future__ import annotations

from typing import Any

from django.apps import AppConfig
from django.core import checks


class AccountsConfig(AppConfig):
    name = "folkmoot.ground.accounts"
    label = "accounts"

    def ready(self) -> None:
        from . import receivers  # noqa: F401, PLC0415 – needs the models, which are there only now

        checks.register(check_two_step)


def check_two_step(**_rest: Any) -> list[checks.CheckMessage]:
    """FOLKMOOT_TWO_STEP with a slip in it must not quietly mean "nobody"."""
    from django.conf import settings  # noqa: PLC0415 – read when checked, not when loaded

    from .policies import roles_with_two_steps  # noqa: PLC0415

    try:
        roles_with_two_steps(settings.TWO_STEP)
    except ValueError as problem:
        return [checks.Error(f"FOLKMOOT_TWO_STEP: {problem}", id="folkmoot.accounts.E001")]
    return []
