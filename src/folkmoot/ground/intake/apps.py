from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "folkmoot.ground.intake"
    label = "intake"

    def ready(self) -> None:
        from folkmoot.ground.documents.public import register_scope  # noqa: PLC0415 – needs the models, loaded by now

        from .policies import DOORKEEPERS  # noqa: PLC0415
        from .queries import is_theirs  # noqa: PLC0415

        # Letters of residents are read by those who keep the log, each those that concern them, not by all staff.
        register_scope("intake.arrival", readers=DOORKEEPERS, concerns=is_theirs)
