from django.urls import path

from scoring.views import awards, chief, downloads, field, pad, results, setting_up, setting_up_contest, stages, starts

app_name = "scoring"
urlpatterns = [
    path("activities/<int:pk>/judging/", setting_up.set_up, name="set_up"),
    path("activities/<int:pk>/prizes/", setting_up.set_up_prizes, name="set_up_prizes"),
    path("activities/<int:pk>/across/", setting_up.set_up_across, name="set_up_across"),
    path("activities/<int:pk>/judging/<slug:code>/", setting_up_contest.set_up_contest, name="set_up_contest"),
    path("activities/<int:pk>/starts/", starts.start_lists, name="start_lists"),
    path("activities/<int:pk>/starts/draw/", starts.draw_all, name="draw_all"),
    path("sheets/<int:pk>/stages/", stages.stages, name="stages"),
    path("sheets/<int:pk>/stages/<str:stage>/matches/<str:match>/", stages.match, name="match"),
    path("sheets/<int:pk>/draw/", starts.draw, name="draw"),
    path("activities/<int:pk>/field/", field.field, name="field"),
    path("sheets/<int:pk>/pad/", pad.pad, name="pad"),
    path("sheets/<int:pk>/pad/undo/", pad.undo, name="undo"),
    path("sheets/<int:pk>/operations/", pad.operations, name="operations"),
    path("sheets/<int:pk>/chief/", chief.chief, name="chief"),
    path("sheets/<int:pk>/correct/<int:number>/", chief.correct, name="correct"),
    path("sheets/<int:pk>/publish/", results.publish, name="publish"),
    path("activities/<int:pk>/results/", results.results, name="results"),
    path("sheets/<int:pk>/result/", results.result, name="result"),
    path("activities/<int:pk>/awards/", awards.awards, name="awards"),
    path("activities/<int:pk>/awards/publish/", awards.publish_awards, name="publish_awards"),
    path("activities/<int:pk>/awards/workbook/", downloads.awards_workbook, name="awards_workbook"),
    path("activities/<int:pk>/awards/json/", downloads.awards_json, name="awards_json"),
]
