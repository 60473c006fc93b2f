from django.urls import path

from accounts.views import invitations, own, passwords, people, session, units

app_name = "accounts"
urlpatterns = [
    path("log-in/", session.log_in, name="login"),
    path("log-out/", session.log_out, name="logout"),
    path("me/", own.profile, name="profile"),
    path("me/password/", own.password, name="password"),
    path("units/", units.units, name="units"),
    path("units/<int:pk>/add/", units.add_unit, name="add_unit"),
    path("units/<int:pk>/rename/", units.rename, name="rename_unit"),
    path("units/<int:pk>/members/", people.members, name="members"),
    path("units/<int:pk>/invite/", invitations.invite, name="invite"),
    path("people/<int:pk>/", people.account, name="account"),
    path("people/<int:pk>/stop/", people.stop, name="stop_account"),
    path("people/<int:pk>/reopen/", people.reopen, name="reopen_account"),
    path("people/<int:pk>/password-link/", passwords.make_link, name="password_link"),
    path("new-password/<int:pk>/<str:token>/", passwords.choose, name="new_password"),
    path("roles/<int:pk>/withdraw/", people.withdraw, name="withdraw_role"),
    path("invitations/<int:pk>/revoke/", invitations.revoke, name="revoke_invitation"),
    path("join/<str:token>/", invitations.accept, name="accept"),
]
