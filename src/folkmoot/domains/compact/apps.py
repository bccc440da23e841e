from __future__ import annotations

from django.apps import AppConfig


class CompactConfig(AppConfig):
    name = "folkmoot.domains.compact"
    label = "compact"

    def ready(self) -> None:
        # Here and not above: models exist only now.
        from .receivers import (  # noqa: PLC0415
            follow_arrivals,
            keep_to_own,
            read_own_records,
            register_records,
            tell_history,
        )

        register_records()
        tell_history()
        follow_arrivals()
        keep_to_own()
        read_own_records()
