"""The commands that write, check and read activity files, and that verify what was published."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from accounts.models import Unit
from events.models import (
    Activity,
)
from registration.models import (
    Person,
)
from scoring.services.filing import export_activity
from tests.factories import make_unit
from tests.filing import make_rich_activity
from unionevents.lib.documents import write_document

pytestmark = pytest.mark.django_db
STARTER = Path(__file__).parents[1] / "unionevents" / "starters" / "fun_sports.json"


def exit_code(*args: str) -> tuple[int, str]:
    try:
        call_command(*args)
    except CommandError as problem:
        return problem.returncode, str(problem)
    return 0, ""


def test_the_commands_export_check_and_import_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    activity = make_rich_activity()
    file = tmp_path / "meet.json"
    assert exit_code("activity", "export", str(activity.pk), "--out", str(file)) == (0, "")
    assert exit_code("activity", "check", str(file)) == (0, "")
    assert "没有问题" in capsys.readouterr().out
    assert exit_code("activity", "import", str(file), "--dry-run") == (0, "")
    assert Activity.objects.count() == 1
    assert exit_code("activity", "import", str(file)) == (0, "")
    assert Activity.objects.count() == 2
    again = tmp_path / "again.json"
    newest = Activity.objects.order_by("-pk").first()
    assert newest is not None
    assert exit_code("activity", "export", str(newest.pk), "--out", str(again)) == (0, "")
    assert again.read_bytes() == file.read_bytes()


def test_a_wrong_file_is_refused_with_its_problems_and_changes_nothing(tmp_path: Path) -> None:
    activity = make_rich_activity()
    document = json.loads(export_activity(activity))
    document["units"].append({"key": "u99", "name": "新工会", "parent": "u1"})
    document["rosters"][0]["people"][0]["number"] = 3
    file = tmp_path / "wrong.json"
    file.write_bytes(write_document(document))
    units, people = Unit.objects.count(), Person.objects.count()
    code, words = exit_code("activity", "import", str(file))
    assert code == 1
    assert "号码 3 在本活动中已经用过" in words
    code, words = exit_code("activity", "check", str(file), "--language", "en")
    assert code == 1
    assert "problem" in words
    assert "is already used" in words
    assert (Unit.objects.count(), Person.objects.count(), Activity.objects.count()) == (units, people, 1)


def test_wrong_calls_have_their_own_exit_code(tmp_path: Path) -> None:
    assert exit_code("activity", "export", "999", "--out", str(tmp_path / "x"))[0] == 2
    assert exit_code("activity", "check", str(tmp_path / "missing.json"))[0] == 2
    assert exit_code("activity", "import", str(STARTER), "--host", "没有的工会")[0] == 2


def test_a_host_of_ones_own_takes_the_place_of_the_host_in_the_file(tmp_path: Path) -> None:
    file = tmp_path / "meet.json"
    file.write_bytes(export_activity(make_rich_activity()))
    other = make_unit("临海县总工会")
    assert exit_code("activity", "import", str(file), "--host", "临海县总工会") == (0, "")
    activity = Activity.objects.get(host=other)
    assert {unit.root_path for unit in activity.invited_units.all()} == {other.path}
    assert set(other.children.values_list("name", flat=True)) == {"第一小学工会", "区医院工会", "街道片组"}


def test_verify_says_which_publication_no_longer_comes_out() -> None:
    activity = make_rich_activity()
    assert exit_code("verify") == (0, "")
    publication = activity.publications.get(sheet=None)
    publication.outcome["awards"][0]["name"] = "别人"
    publication.save()
    code, words = exit_code("verify")
    assert code == 1
    assert "趣味运动会" in words
    assert "校验码与内容不符" in words
    assert "公布的是“别人”，重新计算却是“陈一”" in words
