from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "folkmoot.ground.audit"
    label = "audit"
