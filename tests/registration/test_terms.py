"""Every kind of limit is set in the browser without JavaScript, and comes back from page and file as it was."""

from __future__ import annotations

from typing import Any

import pytest
from django.http import QueryDict
from django.utils import timezone
from hypothesis import given

from events.models import Activity, Division
from registration.forms.terms import kinds_by_group, read_terms
from registration.limits import KINDS, NAMING_CONTESTS, read_limits, write_limits
from registration.models import Terms
from scoring.services.filing import export_activity, import_activity, read_activity_file
from tests.factories import make_contest
from tests.registration.conftest import Meet
from tests.registration.fields import fields_of
from tests.registration.limits.making import CONTESTS, UNITS, one_limit
from tests.registration.test_pages import as_user

CHANGE = "/activities/{}/registration/terms/change/"


def worked_examples() -> list[dict[str, Any]]:
    """A limit of every kind, over contests that exist, with every common part."""
    found = []
    for code, kind in KINDS.items():
        settings = {key: value for key, value in kind.example().settings.items() if key not in NAMING_CONTESTS}
        if any(parameter.key == "contests" for parameter in kind.parameters):
            settings |= {"contests": ["beans", "rope/women"]}
        found += write_limits(
            read_limits([{"limit": code, **settings, "note": f"{code} 的说明。", "units": [UNITS[0]]}])
        )
    return found


def test_the_page_sends_back_what_it_was_given_for_every_kind(meet: Meet) -> None:
    Activity.objects.update(state="approved")
    config, address = worked_examples(), CHANGE.format(meet.activity.pk)
    Terms.objects.update(limits=config)
    client = as_user(meet.organiser)
    sent = fields_of(client.get(address).content.decode())
    answer = client.post(address, sent)
    assert answer.status_code == 302, answer.content.decode()
    assert Terms.objects.get().limits == config


@pytest.mark.parametrize("code", sorted(KINDS))
def test_every_kind_can_be_added_and_filled_in_from_an_empty_page(meet: Meet, code: str) -> None:
    Activity.objects.update(state="approved")
    Terms.objects.update(limits=[])
    client, address = as_user(meet.organiser), CHANGE.format(meet.activity.pk)
    empty = client.get(address).content.decode()
    assert f'name="add" value="{code}"' in empty
    answer = client.post(address, fields_of(empty) | {"add": code})
    page = (client.get(address) if answer.status_code == 302 else answer).content.decode()
    assert 'class="limit-error"' not in page
    sent = fields_of(page)
    if any(parameter.key == "contests" for parameter in KINDS[code].parameters):
        sent["0-contests"] = ["beans"]
    assert client.post(address, sent).status_code == 302
    kept = Terms.objects.get().limits
    assert [limit["limit"] for limit in kept] == [code]
    said = read_limits(kept)[0].says(())
    assert said.zh in client.get(address.removesuffix("change/")).content.decode() or "contests" in kept[0]


@given(one_limit)
def test_a_configuration_sent_as_a_form_is_read_as_the_same_configuration(config: dict[str, Any]) -> None:
    config = write_limits(read_limits([config]))[0]
    kind, post = KINDS[config["limit"]], QueryDict(mutable=True)
    post["count"], post["0-limit"], post["0-severity"] = "1", kind.code, config["severity"]
    for parameter in kind.parameters:
        value, name = config.get(parameter.key), f"0-{parameter.key}"
        match parameter.widget, value:
            case _, None:
                continue
            case (("contests" | "units" | "order"), list()):
                post.setlist(name, value)
            case "steps", list():
                post.setlist(f"{name}-up_to", [str(step["up_to"] or "") for step in value])
                post.setlist(f"{name}-n", [str(step["n"]) for step in value])
            case "money", int():
                post[name] = f"{value // 100}.{value % 100:02d}"
            case _:
                post[name] = "1" if value is True else str(value)
    form = read_terms(post, CONTESTS, UNITS)
    assert form.config == [config] and form.errors == []


def test_conditions_move_up_and_down_and_away(meet: Meet) -> None:
    Activity.objects.update(state="approved")
    client, address = as_user(meet.organiser), CHANGE.format(meet.activity.pk)

    def press(**button: str) -> list[str]:
        client.post(address, fields_of(client.get(address).content.decode()) | button)
        return [limit["limit"] for limit in Terms.objects.get().limits]

    assert press(down="0") == ["starred", "contests_per_person", "post_quota", "health_declared"]
    assert press(up="3") == ["starred", "contests_per_person", "health_declared", "post_quota"]
    assert press(up="0") == ["starred", "contests_per_person", "health_declared", "post_quota"]
    assert press(remove="1") == ["starred", "health_declared", "post_quota"]


def test_what_is_contradictory_is_named_and_what_is_open_is_asked(meet: Meet) -> None:
    Activity.objects.update(state="approved")
    walk = make_contest(meet.activity, "walk", title="健步走")
    for position, (code, title) in enumerate((("under", "40 岁以下"), ("over", "40 岁以上"))):
        Division.objects.create(contest=walk, code=code, title=title, position=position)
    client, address = as_user(meet.organiser), CHANGE.format(meet.activity.pk)
    ages = {"limit": "age", "severity": "refuse", "reference": "first_day"}
    younger = ages | {"contests": ["walk/under"], "women_to": 40, "men_to": 40}
    older = ages | {"contests": ["walk/over"], "women_from": 40, "men_from": 40}
    Terms.objects.update(limits=[younger, older])
    page = client.get(address).content.decode()
    assert "正好 40 周岁的人算不算在内？" in page and "应算哪一组？" in page
    Terms.objects.update(limits=[younger | {"exact": "in"}, older | {"exact": "out"}])
    assert "算" not in "".join(part for part in client.get(address).content.decode().split("\n") if "notice" in part)
    Terms.objects.update(limits=[younger | {"exact": "out"}, older | {"exact": "out"}])
    assert "40 周岁的人没有可报的组别" in client.get(address).content.decode()
    sent = fields_of(client.get(address).content.decode()) | {"0-women_from": "50"}
    answer = client.post(address, sent)
    assert answer.status_code == 422 and "年龄下限比上限还大" in answer.content.decode()


def test_every_kind_goes_through_the_activity_file_unchanged(meet: Meet) -> None:
    config = worked_examples()
    Terms.objects.update(limits=config)
    written = export_activity(meet.activity)
    copy = import_activity(read_activity_file(written), by=meet.organiser, now=timezone.now())
    assert Terms.objects.get(activity=copy).limits == config
    assert export_activity(copy) == written


def test_the_number_of_queries_does_not_grow_with_the_conditions(
    meet: Meet, django_assert_max_num_queries: Any
) -> None:
    Activity.objects.update(state="approved")
    client, address = as_user(meet.organiser), CHANGE.format(meet.activity.pk)
    client.get(address)
    for config in ([], worked_examples()):
        Terms.objects.update(limits=config)
        with django_assert_max_num_queries(TERMS_QUERIES):
            assert client.get(address).status_code == 200


TERMS_QUERIES = 17


def test_every_kind_stands_under_one_subject() -> None:
    offered = [code for _title, kinds in kinds_by_group() for code, _said in kinds]
    assert sorted(offered) == sorted(KINDS)
