from django.urls import path

from .views import ListMessagesView, PrintLettersView, PrintLetterView, RetryMessageView, ShowMessageView

app_name = "notify"

urlpatterns = [
    path("", ListMessagesView.as_view(), name="list_messages"),
    path("letters/", PrintLettersView.as_view(), name="print_letters"),
    path("<int:pk>/", ShowMessageView.as_view(), name="show_message"),
    path("<int:pk>/letter/", PrintLetterView.as_view(), name="print_letter"),
    path("<int:pk>/again/", RetryMessageView.as_view(), name="retry_message"),
]
