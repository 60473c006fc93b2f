from django.urls import include, path
from django.views.i18n import set_language

from unionevents import views
from unionevents.lib.access import public

urlpatterns = [
    path("", views.home, name="home"),
    path("style/", views.style, name="style"),
    path("language/", public(set_language), name="set_language"),
    path("", include("accounts.urls")),
    path("activities/", include("events.urls")),
    path("", include("registration.urls")),
    path("", include("scoring.urls")),
]
