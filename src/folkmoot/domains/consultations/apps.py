from __future__ import annotations

from django.apps import AppConfig


class ConsultationsConfig(AppConfig):
    name = "folkmoot.domains.consultations"
    label = "consultations"

    def ready(self) -> None:
        # Here and not above: models exist only now.
        from .receivers import (  # noqa: PLC0415
            follow_arrivals,
            follow_decisions,
            forget_in_snapshots,
            keep_files_with_answers,
            keep_to_own,
            publish_reports,
            register_records,
            sort_arrivals,
            tell_history,
            tell_when_asked,
            work_on_themes,
        )

        register_records()
        tell_history()
        follow_arrivals()
        sort_arrivals()
        keep_to_own()
        keep_files_with_answers()
        tell_when_asked()
        work_on_themes()
        forget_in_snapshots()
        publish_reports()
        follow_decisions()
