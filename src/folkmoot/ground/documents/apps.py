from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "folkmoot.ground.documents"
    label = "documents"
