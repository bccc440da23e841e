from __future__ import annotations

from django.apps import AppConfig


class MoneyConfig(AppConfig):
    name = "folkmoot.domains.money"
    label = "money"

    def ready(self) -> None:
        # Here and not above: models exist only now.
        from .receivers import register_all  # noqa: PLC0415

        register_all()
