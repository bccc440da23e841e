from __future__ import annotations

from django.apps import AppConfig


class PerformanceConfig(AppConfig):
    name = "folkmoot.domains.performance"
    label = "performance"

    def ready(self) -> None:
        # Here and not above: models exist only now.
        from .receivers import link_from_bodies, register_records, tell_the_history  # noqa: PLC0415

        register_records()
        link_from_bodies()
        tell_the_history()
