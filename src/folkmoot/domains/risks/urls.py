from django.urls import path

from .views import desk, matrix, showing, tying

app_name = "risks"
urlpatterns = [
    path("", showing.ListRisksView.as_view(), name="list_risks"),
    path("desk/", desk.ListDeskView.as_view(), name="list_desk"),
    path("register.<slug:form>", showing.TakeRegisterView.as_view(), name="take_register"),
    path("desk/register.<slug:form>", desk.TakeOwnRegisterView.as_view(), name="take_own_register"),
    path("desk/matrix/", matrix.SetMatrixView.as_view(), name="set_matrix"),
    path("desk/add/", desk.AddRiskView.as_view(), name="add_risk"),
    path("desk/continuity/add/", desk.PutFunctionView.as_view(), name="add_function"),
    path("desk/continuity/<int:pk>/", desk.PutFunctionView.as_view(), name="change_function"),
    path("desk/<int:pk>/", desk.RunRiskView.as_view(), name="run_risk"),
    path("desk/<int:pk>/tie/", tying.TieRiskView.as_view(), name="tie_risk"),
    path("desk/<int:pk>/<slug:deed>/", desk.DoView.as_view(), name="do"),
    path("desk/<int:pk>/control/<int:control>/", desk.DoView.as_view(), {"deed": "control"}, name="change_control"),
    path("<int:pk>/", showing.ShowRiskView.as_view(), name="show_risk"),
]
