from django.urls import URLPattern, URLResolver

from .views.conduct.addresses import conduct_patterns

app_name = "meetings"
urlpatterns: list[URLPattern | URLResolver] = [*conduct_patterns]
