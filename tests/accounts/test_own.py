"""A person's own data and password."""

from __future__ import annotations

from accounts.models import LogEntry, User
from tests.accounts.conftest import as_user
from tests.factories import PASSWORD

NEW = "quite-another-long-one"


def passwords(old: str = PASSWORD, new: str = NEW, again: str = NEW) -> dict[str, str]:
    return {"old_password": old, "new_password1": new, "new_password2": again}


def test_own_data_are_saved_and_the_page_comes_in_the_chosen_language(known: User) -> None:
    client = as_user(known)

    answer = client.post("/me/", {"name": "连文静", "phone": "139 0000 0001", "language": "en"}, follow=True)

    assert "Your data has been saved." in answer.content.decode()
    known.refresh_from_db()
    assert (known.name, known.phone, known.language) == ("连文静", "139 0000 0001", "en")
    assert LogEntry.objects.get(verb="accounts.change_name").details == {"before": "连文", "name": "连文静"}


def test_own_page_shows_the_roles_in_words(known: User) -> None:
    text = as_user(known).get("/me/").content.decode()

    assert "单位联络员" in text
    assert "城东小学工会" in text


def test_refused_data_keep_what_was_typed_and_change_nothing(known: User) -> None:
    answer = as_user(known).post("/me/", {"name": "", "phone": "139 0000 0001", "language": "zh-hans"})

    text = answer.content.decode()
    assert answer.status_code == 200
    assert "139 0000 0001" in text
    assert "连文" in text, "the top bar still names the person"
    known.refresh_from_db()
    assert known.name == "连文"


def test_new_password_keeps_this_session_and_ends_the_others(known: User) -> None:
    here, elsewhere = as_user(known), as_user(known)

    assert here.post("/me/password/", passwords()).status_code == 302

    assert here.get("/me/").status_code == 200
    assert elsewhere.get("/me/").status_code == 302
    known.refresh_from_db()
    assert known.check_password(NEW)
    assert LogEntry.objects.filter(verb="accounts.change_password", by=known).count() == 1


def test_weak_password_is_refused_with_the_reason(known: User) -> None:
    answer = as_user(known).post("/me/password/", passwords(new="12345678901", again="12345678901"))

    assert answer.status_code == 200
    known.refresh_from_db()
    assert known.check_password(PASSWORD)


def test_password_is_not_changed_without_the_old_one(known: User) -> None:
    as_user(known).post("/me/password/", passwords(old="not it"))

    known.refresh_from_db()
    assert known.check_password(PASSWORD)
