from django.urls import path

from .views import ShowDocumentView

app_name = "documents"

urlpatterns = [path("<slug:key>/", ShowDocumentView.as_view(), name="show_document")]
