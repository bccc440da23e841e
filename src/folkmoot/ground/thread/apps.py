from django.apps import AppConfig


class ThreadConfig(AppConfig):
    name = "folkmoot.ground.thread"
    label = "thread"

    def ready(self) -> None:
        from .receivers import register_ground  # noqa: PLC0415 – needs the models, loaded by now

        register_ground()
