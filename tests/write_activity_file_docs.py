"""`python -m tests.write_activity_file_docs`: puts the current schema into docs/activity-file.md."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import django

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "unionevents.settings")
    django.setup()
    from scoring.services.filing import schema  # after Django is set up

    page = Path(__file__).parents[1] / "docs" / "activity-file.md"
    shown = f"```json\n{json.dumps(schema(), ensure_ascii=False, indent=1)}\n```\n"
    page.write_text(re.sub(r"```json\n.*?\n```\n", lambda _: shown, page.read_text(), flags=re.DOTALL))
