from typing import Any

app_name = "registration"
urlpatterns: list[Any] = []
