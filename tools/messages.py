"""The interface's texts: ./dev messages collects them into locale/; --check only says what is wrong.

Source texts are English, and every one must have its Chinese: the interface is Chinese first.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import polib

from tools import parts, translations, tree

LANGUAGE = "zh_Hans"
CATALOGUE = tree.ROOT / "locale" / LANGUAGE / "LC_MESSAGES" / "django.po"
SOURCES = ("accounts/", "events/", "registration/", "scoring/", "unionevents/", "templates/")
PLACEHOLDER = re.compile(r"%(?:\(\w+\))?[-+ #0]*\d*(?:\.\d+)?[a-zA-Z]|{\w*}")
Key = tuple[str | None, str]


def key_of(entry: polib.POEntry) -> Key:
    return entry.msgctxt, entry.msgid


def collect() -> dict[Key, polib.POEntry]:
    """Every text that the sources mark for translation, found in a copy so that nothing here is touched."""
    if parts.bring([parts.GETTEXT]):
        sys.exit("\n".join(parts.lines_about([parts.GETTEXT])))
    with tempfile.TemporaryDirectory() as folder:
        for name in tree.all_files():
            if name.startswith(SOURCES) and name.endswith((".py", ".html", ".txt")):
                target = Path(folder, name)
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(tree.ROOT / name, target)
        found = Path(folder, "locale", LANGUAGE, "LC_MESSAGES", "django.po")
        found.parent.mkdir(parents=True)
        command = [sys.executable, "-m", "django", "makemessages", "--locale", LANGUAGE, "--no-location", "--no-wrap"]
        # Without our settings makemessages writes to ./locale, and needs neither database nor apps.
        environment = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
        done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
        if done.returncode:
            sys.exit(done.stdout + done.stderr)
        return {key_of(entry): entry for entry in polib.pofile(str(found)) if not entry.obsolete}


def is_translated(entry: polib.POEntry) -> bool:
    texts = entry.msgstr_plural.values() if entry.msgid_plural else [entry.msgstr]
    return "fuzzy" not in entry.flags and all(text.strip() for text in texts) and bool(texts)


def placeholder_problem(entry: polib.POEntry) -> str | None:
    """Chinese has one form: it must use what the plural source uses."""
    sources = [entry.msgid_plural, entry.msgid] if entry.msgid_plural else [entry.msgid]
    texts = list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]
    wanted = sorted(PLACEHOLDER.findall(sources[0].replace("%%", "")))
    for text in texts:
        got = sorted(PLACEHOLDER.findall(text.replace("%%", "")))
        if got != wanted:
            return f"placeholders differ: {entry.msgid!r} has {wanted}, its Chinese has {got}"
    return None


def problems_of(catalogue: polib.POFile, found: dict[Key, polib.POEntry]) -> list[str]:
    known = {key_of(entry): entry for entry in catalogue if not entry.obsolete}
    problems = [f"not translated: {key[1]!r}" for key in found if key not in known or not is_translated(known[key])]
    problems += [f"no longer used: {key[1]!r}" for key in known if key not in found]
    for key, entry in known.items():
        if key in found and is_translated(entry) and (problem := placeholder_problem(entry)):
            problems.append(problem)
        if key in found and bool(entry.msgid_plural) != bool(found[key].msgid_plural):
            problems.append(f"one side has a plural, the other has none: {entry.msgid!r}")
    return problems


def bring_up_to_date(catalogue: polib.POFile, found: dict[Key, polib.POEntry]) -> None:
    """Add what is new without a translation, drop what is no longer used; sorted, so that merges stay small."""
    known = {key_of(entry): entry for entry in catalogue if not entry.obsolete}
    kept = [known.get(key, entry) for key, entry in found.items()]
    catalogue[:] = sorted(kept, key=lambda entry: (entry.msgid, entry.msgctxt or ""))
    catalogue.save(str(CATALOGUE))


def main(arguments: list[str]) -> int:
    found = collect()
    catalogue = polib.pofile(str(CATALOGUE), wrapwidth=100)
    if arguments != ["--check"]:
        bring_up_to_date(catalogue, found)
        translations.compile_all()
    problems = problems_of(catalogue, found)
    print("\n".join(problems))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
