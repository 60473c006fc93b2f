"""Signing up without an account: what the link opens, what is checked, and that the unit has the last word."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import LogEntry
from registration.models import Entry, Person, Roster, Signup, SignupLink
from registration.services import confirming, signing_up
from registration.services.drafting import Line
from tests.factories import make_person
from tests.registration.conftest import Meet
from tests.registration.test_pages import as_user

pytestmark = pytest.mark.django_db


def make_link(meet: Meet, *, unit: object = "school") -> str:
    """The address as it is printed."""
    chosen = meet.school if unit == "school" else None
    link = signing_up.make_link(activity=meet.activity, unit=chosen, by=meet.organiser, now=timezone.now())
    return f"/sign-up/{signing_up.token_of(link)}/"


def form(name: str, *codes: str, key: object = None, gender: str = "female", healthy: bool = True) -> dict[str, str]:
    row = str(key or uuid4())
    sent = {"row": row, f"{row}-name": name, f"{row}-gender": gender} | {f"{row}-c-{code}": "1" for code in codes}
    return sent | ({f"{row}-healthy": "1"} if healthy else {})


def sign_up(meet: Meet, name: str = "林悦", *codes: str) -> Signup:
    answer = Client().post(make_link(meet), form(name, *(codes or ("ball-run",))))
    assert answer.status_code == 302, answer.content.decode()
    return Signup.objects.latest("pk")


def test_the_link_opens_without_an_account_and_shows_nobody(meet: Meet) -> None:
    make_person(meet.roster(), "张晓明", meet.ball)
    page = Client().get(make_link(meet))
    said = page.content.decode()
    assert page.status_code == 200
    assert "张晓明" not in said and "城东小学工会" in said
    assert "市图书馆工会" not in said


def test_nothing_in_the_database_opens_the_page(meet: Meet) -> None:
    address = make_link(meet)
    token = address.split("/")[2]
    link = SignupLink.objects.get()
    assert token not in {link.token_hash, str(link.key), link.key.hex}
    for guess in (link.token_hash, link.key.hex, token[:-1], token.upper()):
        assert Client().get(f"/sign-up/{guess}/").status_code == 404


def test_a_person_signs_up_and_the_contact_puts_them_on_the_roster(meet: Meet) -> None:
    phone = Client()
    answer = phone.post(make_link(meet), form("林悦", "ball-run", "rope"))
    mine = answer["Location"]
    assert re.fullmatch(r"/sign-up/mine/[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}/", mine)
    assert not Person.objects.exists()
    signup = Signup.objects.get()
    code = mine.split("/")[3]
    assert code.replace("-", "") not in {signup.code_hash, str(signup.key)}
    contact = as_user(meet.contact)
    assert "林悦" in contact.get(f"/rosters/{signup.roster_id}/signups/").content.decode()
    contact.post(f"/signups/{signup.pk}/confirm/")
    person = Person.objects.get()
    entered = {(entry.contest.code, entry.division and entry.division.code) for entry in person.entries.all()}
    assert entered == {("ball-run", None), ("rope", "women")}
    assert "已在本单位报名表" in phone.get(mine).content.decode()
    assert LogEntry.objects.filter(verb="registration.confirm_signup").get().by_name == "林联络"


def test_limits_name_the_rule_while_typing_and_when_sent(meet: Meet) -> None:
    address = make_link(meet)
    sent = form("林悦", "ball-run", "stones", "beans", "rope")
    live = Client().post(f"{address}check/", sent).json()["problems"]
    assert any("最多 3 项" in said or "3" in said for said in live) and len(live) == 1
    answer = Client().post(address, sent)
    assert answer.status_code == 422
    assert live[0] in answer.content.decode()
    assert "林悦" in answer.content.decode()
    assert not Signup.objects.exists()


def test_the_same_form_sent_twice_is_one_sign_up(meet: Meet) -> None:
    address, sent = make_link(meet), form("林悦", "ball-run")
    first, second = Client().post(address, sent), Client().post(address, sent)
    assert Signup.objects.count() == 1
    assert Client().get(first["Location"]).status_code == 404
    assert Client().get(second["Location"]).status_code == 200


def test_with_the_code_it_is_changed_and_taken_back_but_not_without(meet: Meet) -> None:
    phone = Client()
    mine = phone.post(make_link(meet), form("林悦", "ball-run"))["Location"]
    signup = Signup.objects.get()
    phone.post(mine, form("林月", "stones", key=signup.key))
    signup.refresh_from_db()
    assert (signup.name, list(signup.entries)) == ("林月", ["stones"])
    found = phone.post("/sign-up/mine/", {"code": mine.split("/")[3].lower().replace("-", " ")})
    assert found["Location"] == mine
    assert phone.post("/sign-up/mine/", {"code": "AAAA-BBBB-CCCC"}).status_code == 422
    phone.post(mine, {"withdraw": "1"})
    signup.refresh_from_db()
    assert signup.state == Signup.State.WITHDRAWN
    assert "不能" in phone.post(mine, form("林悦", "stones", key=signup.key)).content.decode()


def test_who_was_confirmed_asks_to_leave_and_the_unit_takes_them_off(meet: Meet) -> None:
    signup = sign_up(meet)
    confirming.confirm(signup=signup, by=meet.contact, now=timezone.now())
    signup.refresh_from_db()
    signing_up.withdraw(signup=signup, now=timezone.now())
    assert Person.objects.get().withdrawn_at is None
    signup.refresh_from_db()
    confirming.confirm(signup=signup, by=meet.contact, now=timezone.now())
    signup.refresh_from_db()
    assert Person.objects.get().withdrawn_at is not None
    assert signup.state == Signup.State.WITHDRAWN


def test_a_same_name_is_asked_about_and_never_merged_by_itself(meet: Meet) -> None:
    known = make_person(meet.roster(), "林悦", meet.beans)
    signup = sign_up(meet, "林月")
    with pytest.raises(confirming.WhoIsIt):
        confirming.confirm(signup=signup, by=meet.contact, now=timezone.now())
    assert Person.objects.count() == 1
    confirming.confirm(signup=signup, by=meet.contact, now=timezone.now(), same_as=known.number)
    person = Person.objects.get()
    assert {entry.contest.code for entry in person.entries.filter(withdrawn_at=None)} == {"beans", "ball-run"}


def test_another_of_the_same_name_is_another_person(meet: Meet) -> None:
    make_person(meet.roster(), "林悦", meet.beans)
    confirming.confirm(signup=sign_up(meet), by=meet.contact, now=timezone.now(), is_another=True)
    assert Person.objects.count() == 2


def test_the_unit_says_no_with_a_reason_that_only_the_person_reads(meet: Meet) -> None:
    mine = Client().post(make_link(meet), form("林悦", "ball-run"))["Location"]
    signup = Signup.objects.get()
    contact = as_user(meet.contact)
    contact.post(f"/signups/{signup.pk}/reject/", {"reason": " "})
    signup.refresh_from_db()
    assert signup.state == Signup.State.WAITING
    contact.post(f"/signups/{signup.pk}/reject/", {"reason": "本单位托球跑已满"})
    assert "本单位托球跑已满" in Client().get(mine).content.decode()
    assert not Person.objects.exists()


def test_confirming_what_breaks_the_roster_changes_nothing(meet: Meet) -> None:
    roster = meet.roster()
    for name in ("甲", "乙"):
        signup = sign_up(meet, name)
        Signup.objects.filter(pk=signup.pk).update(post="chair")
    first, second = Signup.objects.order_by("pk")
    confirming.confirm(signup=first, by=meet.contact, now=timezone.now())
    with pytest.raises(confirming.CannotConfirm):
        confirming.confirm(signup=second, by=meet.contact, now=timezone.now())
    assert [person.name for person in roster.people.all()] == ["甲"]
    second.refresh_from_db()
    assert second.state == Signup.State.WAITING


def test_a_withdrawn_link_or_a_closed_registration_takes_nothing(meet: Meet) -> None:
    address = make_link(meet)
    as_user(meet.organiser).post(f"/signup-links/{SignupLink.objects.get().pk}/withdraw/")
    assert Client().get(address).status_code == 410
    assert Client().post(address, form("林悦", "ball-run")).status_code == 410
    later = make_link(meet)
    meet.activity.__class__.objects.update(registration_deadline=timezone.now())
    assert Client().get(later).status_code == 410
    assert not Signup.objects.exists()


def test_a_flood_from_one_place_is_stopped_and_others_are_not(meet: Meet) -> None:
    signup = sign_up(meet)
    copies = [
        Signup(
            link=signup.link, roster=signup.roster, name="水", gender="male", at=timezone.now(),
            changed_at=timezone.now(), code_hash=f"x{number}", source=signup.source,
        )
        for number in range(signing_up.MOST_FROM_ONE_SOURCE)
    ]  # fmt: skip
    Signup.objects.bulk_create(copies)
    address = make_link(meet)
    assert Client().post(address, form("韩梅", "ball-run")).status_code == 422
    assert Client(REMOTE_ADDR="10.0.0.9").post(address, form("韩梅", "ball-run")).status_code == 302


def test_a_link_for_all_units_lets_people_choose_theirs(meet: Meet) -> None:
    address = make_link(meet, unit=None)
    assert Client().post(address, form("林悦", "ball-run")).status_code == 422
    Client().post(address, form("林悦", "ball-run") | {"unit": str(meet.library.pk)})
    assert Signup.objects.get().roster.unit == meet.library


def test_only_the_own_contact_decides_and_makes_links(meet: Meet) -> None:
    signup = sign_up(meet)
    stranger = as_user(meet.other)
    assert stranger.get(f"/rosters/{signup.roster_id}/signups/").status_code == 404
    assert stranger.post(f"/signups/{signup.pk}/confirm/").status_code == 404
    assert stranger.post(f"/signup-links/{signup.link_id}/withdraw/").status_code == 404
    stranger.post(f"/activities/{meet.activity.pk}/registration/links/make/", {"unit": "all"})
    stranger.post(f"/activities/{meet.activity.pk}/registration/links/make/", {"unit": str(meet.school.pk)})
    assert SignupLink.objects.count() == 1
    own = as_user(meet.contact)
    own.post(f"/activities/{meet.activity.pk}/registration/links/make/", {"unit": str(meet.school.pk)})
    as_user(meet.organiser).post(f"/activities/{meet.activity.pk}/registration/links/make/", {"unit": "all"})
    everything = as_user(meet.organiser).get(f"/activities/{meet.activity.pk}/registration/links/")
    assert everything.status_code == 200 and everything.content.decode().count('class="qr"') == 3
    SignupLink.objects.filter(unit=None).delete()
    said = own.get(f"/activities/{meet.activity.pk}/registration/links/").content.decode()
    assert said.count('class="qr"') == SignupLink.objects.count() == 2


def test_signing_up_asks_as_many_queries_for_one_person_as_for_thirty(
    meet: Meet, django_assert_max_num_queries: object
) -> None:
    roster = meet.roster()
    for number in range(30):
        make_person(roster, f"人{number}", meet.beans)
    address = make_link(meet)
    with django_assert_max_num_queries(22):  # type: ignore[operator]  # pytest-django's fixture
        assert Client().post(address, form("林悦", "ball-run")).status_code == 302
    assert Entry.objects.count() == 30
    assert Roster.objects.get().version == 0


def test_a_line_keeps_its_dates_through_the_database(meet: Meet) -> None:
    day = timezone.now().date()
    line = Line(uuid4(), "林悦", "female", "member", True, {"ball-run": None}, {"birth_date": day, "traits": ["a"]})
    link = SignupLink.objects.get(token_hash=signing_up.hash_of(make_link(meet).split("/")[2]))
    signup, _code = signing_up.sign_up(link=link, unit=meet.school, line=line, source="", now=timezone.now())
    assert signing_up.line_of(Signup.objects.get(pk=signup.pk)) == line
