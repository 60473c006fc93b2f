from django.urls import include, path
from django.views.i18n import set_language

from unionevents import ending_views, erasing_views, starting_views, views
from unionevents.lib.access import public

urlpatterns = [
    path("", views.home, name="home"),
    path("style/", views.style, name="style"),
    path("language/", public(set_language), name="set_language"),
    path("", include("accounts.urls")),
    path("activities/new/", starting_views.new_activity, name="new_activity"),
    path("activities/new/starter/<slug:code>/", starting_views.new_from_starter, name="new_from_starter"),
    path("activities/new/file/", starting_views.new_from_file, name="new_from_file"),
    path("activities/<int:pk>/file/", ending_views.export_activity, name="export_activity"),
    path("activities/<int:pk>/delete/", ending_views.delete_activity, name="delete_activity"),
    path("activities/<int:pk>/copy/", starting_views.copy_activity, name="copy_activity"),
    path("people/<int:pk>/data/erase/", erasing_views.erase_person, name="erase_person"),
    path("personal-data/", erasing_views.due, name="personal_data"),
    path("activities/", include("events.urls")),
    path("", include("registration.urls")),
    path("", include("scoring.urls")),
]

handler500 = "unionevents.lib.outages.server_error"
