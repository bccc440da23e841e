from __future__ import annotations

from django.apps import AppConfig


class ComplaintsConfig(AppConfig):
    name = "folkmoot.domains.complaints"
    label = "complaints"

    def ready(self) -> None:
        # Here and not above: models exist only now.
        from .receivers import follow_arrivals, forget_words, keep_to_own, register_records  # noqa: PLC0415

        register_records()
        follow_arrivals()
        keep_to_own()
        forget_words()
