from django.urls import path

from events.views import editing, listing, plan, steps

app_name = "events"
urlpatterns = [
    path("", listing.activities, name="list"),
    path("new/blank/", listing.new_blank, name="new_blank"),
    path("<int:pk>/", plan.plan, name="plan"),
    path("<int:pk>/checklist/", plan.checklist, name="checklist"),
    path("<int:pk>/sessions/", plan.sessions, name="sessions"),
    path("<int:pk>/budget/", plan.budget_page, name="budget"),
    path("<int:pk>/archive/", plan.archive, name="archive"),
    path("<int:pk>/step/<slug:code>/", steps.take, name="step"),
    path("<int:pk>/edit/basics/", editing.basics, name="edit_basics"),
    path("<int:pk>/edit/units/", editing.units, name="edit_units"),
    path("<int:pk>/edit/actuals/", editing.actuals, name="edit_actuals"),
    *(path(f"<int:pk>/edit/{code}/", view, name=f"edit_{code}") for code, view in editing.TABLE_PAGES.items()),
]
