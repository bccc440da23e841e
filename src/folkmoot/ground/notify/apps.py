from django.apps import AppConfig


class NotifyConfig(AppConfig):
    name = "folkmoot.ground.notify"
    label = "notify"
