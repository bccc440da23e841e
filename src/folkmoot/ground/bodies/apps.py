from django.apps import AppConfig


class BodiesConfig(AppConfig):
    name = "folkmoot.ground.bodies"
    label = "bodies"
