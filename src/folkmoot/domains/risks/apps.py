from __future__ import annotations

from django.apps import AppConfig


class RisksConfig(AppConfig):
    name = "folkmoot.domains.risks"
    label = "risks"

    def ready(self) -> None:
        # Here and not above: models exist only now.
        from .receivers import register_records, tell_history  # noqa: PLC0415

        register_records()
        tell_history()
