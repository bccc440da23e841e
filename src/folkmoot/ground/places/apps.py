from django.apps import AppConfig


class PlacesConfig(AppConfig):
    name = "folkmoot.ground.places"
    label = "places"
