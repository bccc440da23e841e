from __future__ import annotations

from django.apps import AppConfig


class ComplaintsConfig(AppConfig):
    name = "folkmoot.domains.complaints"
    label = "complaints"

    def ready(self) -> None:
        # Here and not above: models exist only now.
        from .receivers import (  # noqa: PLC0415
            follow_arrivals,
            forget_words,
            keep_to_own,
            register_records,
            sort_arrivals,
            watch_sums,
        )

        register_records()
        follow_arrivals()
        sort_arrivals()
        keep_to_own()
        forget_words()
        watch_sums(self)
