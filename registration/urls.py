from django.urls import path

from registration.views import acts, board, papers, people, places, roster, sheets, teams, terms

app_name = "registration"
urlpatterns = [
    path("activities/<int:pk>/registration/", board.board, name="board"),
    path("activities/<int:pk>/registration/begin/", board.begin, name="begin"),
    path("activities/<int:pk>/registration/terms/", terms.terms, name="terms"),
    path("activities/<int:pk>/registration/terms/change/", terms.change_terms, name="change_terms"),
    path("activities/<int:pk>/registration/places/", places.places, name="places"),
    path("contests/<int:pk>/draw-places/", places.draw, name="draw_places"),
    path("activities/<int:pk>/registration/people/", people.people, name="people"),
    path("activities/<int:pk>/registration/people/same/", people.answer, name="answer_likeness"),
    path("rosters/<int:pk>/", roster.roster, name="roster"),
    path("rosters/<int:pk>/save/", roster.save, name="save"),
    path("rosters/<int:pk>/draft/", roster.autosave, name="autosave"),
    path("rosters/<int:pk>/teams/", teams.teams, name="teams"),
    path("rosters/<int:pk>/teams/save/", teams.save_team, name="save_team"),
    path("teams/<int:pk>/drop/", teams.drop_team, name="drop_team"),
    path("rosters/<int:pk>/unit/", teams.unit_facts, name="unit_facts"),
    path("rosters/<int:pk>/take-back/", acts.take_back, name="take_back"),
    path("rosters/<int:pk>/accept/", acts.accept, name="accept"),
    path("rosters/<int:pk>/return/", acts.send_back, name="return"),
    path("rosters/<int:pk>/receipt/", papers.receipt, name="receipt"),
    path("rosters/<int:pk>/paper/", papers.paper, name="paper"),
    path("rosters/<int:pk>/sheet.xlsx", sheets.workbook, name="workbook"),
    path("rosters/<int:pk>/upload/", sheets.upload, name="upload"),
    path("uploads/<int:pk>/", sheets.check, name="check"),
    path("uploads/<int:pk>/apply/", sheets.apply, name="apply"),
    path("people/<int:pk>/substitute/", acts.substitute, name="substitute"),
]
