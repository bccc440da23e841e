from __future__ import annotations

from django.apps import AppConfig


class IncidentsConfig(AppConfig):
    name = "folkmoot.domains.incidents"
    label = "incidents"

    def ready(self) -> None:
        # Here and not above: models exist only now.
        from .receivers import (  # noqa: PLC0415
            follow_arrivals,
            keep_to_own,
            register_records,
            sort_arrivals,
        )

        register_records()
        follow_arrivals()
        sort_arrivals()
        keep_to_own()
