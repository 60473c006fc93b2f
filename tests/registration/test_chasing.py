"""Asking units: how far each is, what its message says, and mails that leave once, after a person released them."""

from __future__ import annotations

from typing import Any

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client, override_settings
from django.utils import timezone, translation

from accounts.models import LogEntry, User
from registration.models import Mailbox, Message, Opening, Roster, StampedPaper
from registration.queries.chasing import chase_of
from registration.services import outbox
from registration.services.chasing import NotHandedIn, note_stamped
from registration.services.letters import letter_to, moment_with_zone
from tests.factories import DEADLINE, NOW, invite, make_person, make_unit
from tests.registration.conftest import Meet

CHASE_QUERIES = 21
LINK = "https://events.example.org/activities/1/registration/"
WITH_SERVER = override_settings(EMAIL_HOST="mail.example.org", DEFAULT_FROM_EMAIL="union@example.org")


def as_user(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def state_of(meet: Meet) -> str:
    return next(row.state for row in chase_of(meet.activity).rows if row.unit == meet.school)


def body_for(meet: Meet) -> str:
    row = next(row for row in chase_of(meet.activity).rows if row.unit == meet.school)
    return letter_to(row, meet.activity, link=LINK, now=NOW).body


def drafted(meet: Meet) -> Message:
    Mailbox.objects.create(unit=meet.school, address="office@school.example.org")
    outbox.draft_messages(activity=meet.activity, units=[meet.school.pk], link=LINK, by=meet.organiser, now=NOW)
    message: Message = Message.objects.get(activity=meet.activity)
    return message


def released(meet: Meet) -> Message:
    message = drafted(meet)
    outbox.release(activity=meet.activity, messages=[message.pk], by=meet.organiser, now=NOW)
    return message


def test_unit_goes_from_not_opened_to_the_stamped_copy(meet: Meet) -> None:
    assert state_of(meet) == "not_opened"
    as_user(meet.contact).get(f"/activities/{meet.activity.pk}/registration/")
    assert state_of(meet) == "opened"
    roster = meet.roster()
    assert state_of(meet) == "draft"
    person = make_person(roster, "林悦", meet.beans)
    assert state_of(meet) == "problems"
    person.entries.create(contest=meet.ball, number=1)
    assert state_of(meet) == "draft"
    for state in (Roster.State.RETURNED, Roster.State.SUBMITTED, Roster.State.ACCEPTED):
        Roster.objects.filter(pk=roster.pk).update(state=state)
        assert state_of(meet) == state
    note_stamped(roster=roster, is_in=True, by=meet.organiser, now=NOW)
    assert state_of(meet) == "stamped"


def test_stamped_copy_of_an_older_version_counts_no_more(meet: Meet) -> None:
    roster = meet.roster(state=Roster.State.ACCEPTED)
    note_stamped(roster=roster, is_in=True, by=meet.organiser, now=NOW)
    Roster.objects.filter(pk=roster.pk).update(version=4)
    assert state_of(meet) == "stamped", "accepting and returning change nothing on the paper"
    Roster.objects.filter(pk=roster.pk).update(content_version=4)

    assert state_of(meet) == "accepted"


def test_stamped_copy_of_a_draft_is_refused(meet: Meet) -> None:
    with pytest.raises(NotHandedIn):
        note_stamped(roster=meet.roster(), is_in=True, by=meet.organiser, now=NOW)

    assert not StampedPaper.objects.exists()


def test_looking_twice_is_one_opening_and_a_foreign_unit_gets_none(meet: Meet) -> None:
    for _time in range(2):
        as_user(meet.contact).get(f"/activities/{meet.activity.pk}/registration/")

    assert list(Opening.objects.values_list("unit__name", flat=True)) == [meet.school.name]


def test_message_names_the_own_problems_with_masked_names_the_deadline_with_its_zone_and_the_link(meet: Meet) -> None:
    meet.activity.registration_deadline = DEADLINE
    make_person(meet.roster(), "欧阳晓明", meet.beans)
    make_person(meet.roster(meet.library), "赵六六", meet.beans)
    body = body_for(meet)

    assert meet.school.name in body
    assert "欧**明" in body
    assert "欧阳晓明" not in body and "赵" not in body
    assert "18:00（北京时间）" in body
    assert body.endswith(LINK)


def test_deadline_in_another_zone_says_which_clock_is_meant() -> None:
    with timezone.override("Europe/Berlin"), translation.override("en"):
        assert moment_with_zone(DEADLINE, NOW) == "Fri 18 Sep, 12:00 (UTC+0200)"


@WITH_SERVER
def test_nothing_leaves_without_release_and_each_leaves_once(meet: Meet) -> None:
    message = drafted(meet)
    assert outbox.send_released(now=NOW) == outbox.Sending(0, 0)
    outbox.release(activity=meet.activity, messages=[message.pk], by=meet.organiser, now=NOW)
    assert outbox.send_released(now=NOW) == outbox.Sending(1, 0)
    assert outbox.send_released(now=NOW) == outbox.Sending(0, 0)

    assert [sent.to for sent in mail.outbox] == [["office@school.example.org"]]
    message.refresh_from_db()
    assert (message.state, message.attempts, message.released_by_name) == ("sent", 1, "组织者甲")


@override_settings(EMAIL_HOST="")
def test_without_a_mail_server_the_command_says_so_and_everything_stays_released(meet: Meet) -> None:
    message = released(meet)
    with pytest.raises(CommandError, match="UNIONEVENTS_MAIL"):
        call_command("outbox")

    message.refresh_from_db()
    assert message.state == "released"
    page = as_user(meet.organiser).get(f"/activities/{meet.activity.pk}/registration/outbox/").content.decode()
    assert "没有设置邮件服务器" in page


@override_settings(
    EMAIL_BACKEND="django.core.mail.backends.smtp.EmailBackend", EMAIL_HOST="127.0.0.1", EMAIL_PORT=1, EMAIL_TIMEOUT=2
)
def test_what_did_not_leave_says_why_and_goes_again_after_a_person_said_so(meet: Meet) -> None:
    message = released(meet)
    with pytest.raises(CommandError, match="未发出 1 封"):
        call_command("outbox")
    message.refresh_from_db()
    assert message.state == "failed"
    assert "ConnectionRefusedError" in message.failure

    outbox.retry(message=message, by=meet.organiser, now=NOW)
    with override_settings(EMAIL_BACKEND="django.core.mail.backends.locmem.EmailBackend"):
        assert outbox.send_released(now=NOW) == outbox.Sending(1, 0)
    message.refresh_from_db()
    assert (message.state, message.attempts, message.failure) == ("sent", 2, "")


@WITH_SERVER
def test_what_a_crash_left_half_sent_never_goes_again_by_itself(meet: Meet) -> None:
    message = released(meet)
    Message.objects.filter(pk=message.pk).update(state=Message.State.SENDING)

    assert outbox.send_released(now=NOW) == outbox.Sending(0, 0)
    with pytest.raises(outbox.GoneMeanwhile):
        outbox.discard(message=message, by=meet.organiser, now=NOW)
    assert mail.outbox == []


def test_released_message_can_no_longer_be_changed(meet: Meet) -> None:
    message = released(meet)
    with pytest.raises(outbox.GoneMeanwhile):
        outbox.change_message(message=message, to="a@example.org", subject="a", body="b")


def test_unit_without_address_or_with_a_waiting_message_is_named_and_gets_none(meet: Meet) -> None:
    drafted(meet)
    units = [meet.school.pk, meet.library.pk]
    done = outbox.draft_messages(activity=meet.activity, units=units, link=LINK, by=meet.organiser, now=NOW)

    assert done == outbox.Drafted(0, [meet.library.name], [meet.school.name])


def test_organiser_drafts_reads_changes_and_releases_in_the_browser(meet: Meet) -> None:
    client, base = as_user(meet.organiser), f"/activities/{meet.activity.pk}/registration"
    client.post(f"{base}/units/mailbox/", {"unit": meet.school.pk, "address": "office@school.example.org"})
    client.post(f"{base}/outbox/draft/", {"unit": [meet.school.pk, meet.library.pk, "x"]})
    message = Message.objects.get()
    answer = client.post(f"/messages/{message.pk}/", {"to": "new@example.org", "subject": "催报", "body": "请尽快"})
    assert answer.status_code == 302
    two_lines = {"to": "new@example.org", "subject": "a\nBcc: b", "body": "c"}
    assert client.post(f"/messages/{message.pk}/", two_lines).status_code == 422
    client.post(f"{base}/outbox/release/", {"message": [message.pk]})

    message.refresh_from_db()
    assert (message.to, message.subject, message.body, message.state) == (
        "new@example.org",
        "催报",
        "请尽快",
        "released",
    )
    assert "office@" not in str(list(LogEntry.objects.values_list("details", flat=True)))


def test_address_that_is_none_is_refused_with_the_words_typed(meet: Meet) -> None:
    client = as_user(meet.organiser)
    base = f"/activities/{meet.activity.pk}/registration"
    answer = client.post(f"{base}/units/mailbox/", {"unit": meet.school.pk, "address": "不是"}, follow=True)

    assert "“不是”不是邮箱地址" in answer.content.decode()
    assert not Mailbox.objects.exists()


def test_board_for_asking_costs_the_same_for_one_unit_and_for_three(meet: Meet, django_assert_num_queries: Any) -> None:
    client, address = as_user(meet.organiser), f"/activities/{meet.activity.pk}/registration/units/"
    make_person(meet.roster(), "林悦", meet.ball)
    with django_assert_num_queries(CHASE_QUERIES):
        assert client.get(address).status_code == 200
    for name in ("甲", "乙"):
        unit = make_unit(name, parent=meet.union)
        invite(meet.activity, unit)
        make_person(meet.roster(unit), name, meet.beans)
    with django_assert_num_queries(CHASE_QUERIES):
        client.get(address)
