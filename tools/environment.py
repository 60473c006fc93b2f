"""Make the virtual environment and install pinned requirements: python tools/environment.py VENV REQUIREMENTS

Does nothing when what is asked for is already there, so that a second start takes no time. Runs before anything
is installed: standard library only, and nothing of ours imported.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
import venv
from pathlib import Path

RUNTIME, DEVELOPMENT = "requirements.txt", "requirements-dev.txt"
CONTAINED = {RUNTIME: (RUNTIME,), DEVELOPMENT: (RUNTIME, DEVELOPMENT)}  # the development list is complete by itself


def fingerprint(requirements: str) -> str:
    return hashlib.sha256(Path(requirements).read_bytes()).hexdigest()


def stamp(folder: Path, requirements: str) -> Path:
    """Where a virtual environment remembers which version of a list it has."""
    return folder / f"installed-{requirements}"


def is_installed(folder: Path, requirements: str) -> bool:
    remembered = stamp(folder, requirements)
    return remembered.exists() and remembered.read_text() == fingerprint(requirements)


def install(folder: Path, requirements: str) -> None:
    """Plain pip, as configured on this machine; every file it takes must have a hash that we pinned."""
    for contained in CONTAINED[requirements]:
        stamp(folder, contained).unlink(missing_ok=True)
    print(f"Installing {requirements} into {folder} (only when it has changed) ...", flush=True)
    options = ["--require-hashes", "--quiet", "--disable-pip-version-check", "--no-input"]
    command = [str(folder / "bin" / "python"), "-m", "pip", "install", *options, "-r", requirements]
    if code := subprocess.call(command):
        sys.exit(f"pip failed ({code}). It uses this machine's own pip settings; behind a mirror, set PIP_INDEX_URL.")
    for contained in CONTAINED[requirements]:
        stamp(folder, contained).write_text(fingerprint(contained))


def prepare(folder: Path, requirements: str) -> None:
    if not (folder / "bin" / "python").exists() or Path(sys.prefix).resolve() != folder.resolve():
        # The shell script passes the environment's own Python when that one works: it did not, so start afresh.
        if (folder / "pyvenv.cfg").exists():
            shutil.rmtree(folder)
        venv.create(folder, with_pip=True)
    if not is_installed(folder, requirements):
        install(folder, requirements)


if __name__ == "__main__":
    try:
        prepare(Path(sys.argv[1]), sys.argv[2])
    except KeyboardInterrupt:
        sys.exit(130)  # the next start goes on where this one stopped
