"""The checks find what they are for: each rule is shown a text that breaks it, and one that does not."""

from __future__ import annotations

import polib
import pytest

from tools import check_migrations, check_requirements, check_templates, check_tree, messages


@pytest.mark.parametrize(
    "line",
    [
        "<script>go()</script>",
        "<style>p {}</style>",
        '<p style="color: red">',
        '<button onclick="go()">',
        '<div hx-on:click="go()">',
        '<a href="javascript:go()">',
        '<img src="https://elsewhere.example/a.png">',
        '<script src="//elsewhere.example/a.js"></script>',
        "{{ text|safe }}",
        "{% autoescape off %}",
    ],
)
def test_what_the_content_policy_or_safety_forbids_is_found_in_a_template(line: str) -> None:
    assert check_templates.problems_of("a.html", f"<p>\n{line}")[0].startswith("a.html:2: ")


@pytest.mark.parametrize(
    "line",
    [
        '<script src="/static/js/page.js" type="module"></script>',
        '<svg xmlns="http://www.w3.org/2000/svg">',
        "{# https://elsewhere.example explains why #}",
        '<p class="one-style" data-on="1">once = twice</p>',
        "{{ text|safety }}",
    ],
)
def test_what_is_allowed_in_a_template_passes(line: str) -> None:
    assert check_templates.problems_of("a.html", line) == []


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("a.css", '@import "b.css";'),
        ("a.css", "background: url(//elsewhere.example/a.png)"),
        ("a.js", 'import x from "https://elsewhere.example/x.js"'),
        ("a.js", "box.innerHTML = text"),
        ("a.js", "eval(text)"),
    ],
)
def test_styles_and_scripts_bring_nothing_from_elsewhere(name: str, line: str) -> None:
    assert len(check_templates.problems_of(name, line)) == 1


def test_a_migration_is_named_for_its_change() -> None:
    names = (
        "events/migrations/__init__.py",
        "events/migrations/0002_contest_lane.py",
        "events/migrations/0003_auto_20261121_0404.py",
        "events/migrations/0004_alter_contest_code_and_more.py",
    )
    assert check_migrations.badly_named(names) == list(names[2:])


def test_a_requirement_without_a_reason_is_named() -> None:
    requirements, unexplained = check_requirements.asked(
        "django>=5  # the framework\nmystery>=1\n-r other.in\n# a note\n"
    )
    assert [requirement.name for requirement in requirements] == ["django", "mystery"]
    assert unexplained == ["mystery>=1"]


def test_folders_of_one_machine_and_package_hosts_are_recognised() -> None:
    assert check_tree.LOCAL_FOLDER.search("cd /" + "root/project")
    assert check_tree.LOCAL_FOLDER.search("file:" + "///srv/packages")
    assert not check_tree.LOCAL_FOLDER.search("static/" + "work/page.css and https://a.example/work/1")
    assert check_tree.PACKAGE_HOST.search("https://files.python" + "hosted.org/packages")
    assert not check_tree.PACKAGE_HOST.search("install it from PyPI with pip")


def entry(msgid: str, msgstr: str, **more: object) -> polib.POEntry:
    return polib.POEntry(msgid=msgid, msgstr=msgstr, **more)


def problems(kept: polib.POEntry, found: polib.POEntry) -> list[str]:
    catalogue = polib.POFile()
    catalogue.append(kept)
    return messages.problems_of(catalogue, {messages.key_of(found): found})


def test_a_translation_is_complete_only_with_text_and_the_same_placeholders() -> None:
    source = entry("%(name)s has 100%% of {n}", "")
    assert problems(entry(source.msgid, "%(name)s 的 {n} 占 100%%"), source) == []
    assert problems(entry(source.msgid, "{n} 占 100%%"), source)[0].startswith("placeholders differ")
    assert problems(entry(source.msgid, "%(name)s {n}", flags=["fuzzy"]), source)[0].startswith("not translated")
    assert problems(entry(source.msgid, " "), source)[0].startswith("not translated")


def test_a_text_that_no_source_uses_any_more_is_named() -> None:
    found = problems(entry("Old", "旧"), entry("New", ""))
    assert found == ["not translated: 'New'", "no longer used: 'Old'"]


def test_a_plural_needs_its_one_chinese_form() -> None:
    plural = {"msgid_plural": "%(n)s people", "msgstr_plural": {0: "%(n)s 人"}}
    source = entry("one person", "", msgid_plural="%(n)s people", msgstr_plural={0: ""})
    assert problems(entry("one person", "", **plural), source) == []
    assert problems(entry("one person", "一人"), source)[0].startswith("one side has a plural")
