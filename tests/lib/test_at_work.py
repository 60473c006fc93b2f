from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from unionevents.lib.at_work import hold, is_held

HOLDER = "import sys, time; from pathlib import Path; from unionevents.lib.at_work import hold; "
HOLDER += "held = hold(Path(sys.argv[1])); print('held', flush=True); time.sleep(60)"


def test_work_is_held_once_and_forgotten_when_it_ends(tmp_path: Path) -> None:
    path = tmp_path / "at-work" / "upload-1"
    assert is_held(path) is None
    held = hold(path)
    assert held is not None
    assert is_held(path) is True
    assert hold(path) is None
    held.release()
    assert is_held(path) is None
    again = hold(path)
    assert again is not None
    again.release()


def test_work_of_a_killed_process_is_known_to_be_over_at_once(tmp_path: Path) -> None:
    path = tmp_path / "upload-1"
    with subprocess.Popen([sys.executable, "-c", HOLDER, str(path)], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"held\n"
        assert is_held(path) is True
        process.kill()
    assert is_held(path) is False
    held = hold(path)
    assert held is not None
    held.release()
