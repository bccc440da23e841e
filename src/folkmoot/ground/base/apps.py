from django.apps import AppConfig


class BaseConfig(AppConfig):
    name = "folkmoot.ground.base"
    label = "base"
