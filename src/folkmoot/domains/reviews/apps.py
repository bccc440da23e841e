from __future__ import annotations

from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    name = "folkmoot.domains.reviews"
    label = "reviews"

    def ready(self) -> None:
        # Here and not above: models exist only now.
        from .receivers import follow_arrivals, keep_to_own, register_records, tell_history  # noqa: PLC0415

        register_records()
        tell_history()
        follow_arrivals()
        keep_to_own()
