"""Under which addresses tablets in the same network find this laptop."""

from __future__ import annotations

import contextlib
import re
import socket
from ipaddress import AddressValueError, IPv4Address
from pathlib import Path

# A datagram socket that is pointed at somebody sends nothing; it only picks the way, and so an own address.
SOMEBODY = ("10.255.255.255", "172.31.255.255", "192.168.255.255", "192.0.2.1")
HELD = re.compile(r"\|-- (\d+\.\d+\.\d+\.\d+)\n\s+/32 host LOCAL")


def of_this_machine() -> list[str]:
    """IPv4 addresses, those of the network first, this machine's own last."""
    found: list[str] = []
    for target in SOMEBODY:
        with contextlib.suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
            probe.connect((target, 9))
            found.append(probe.getsockname()[0])
    with contextlib.suppress(OSError):
        found += socket.gethostbyname_ex(socket.gethostname())[2]
    with contextlib.suppress(OSError):  # Linux names every one
        found += HELD.findall(Path("/proc/net/fib_trie").read_text())
    lan = sorted({address for address in found if not address.startswith(("127.", "0."))}, key=IPv4Address)
    return [*lan, "127.0.0.1"]


def names_of_this_machine() -> list[str]:
    """`laptop.local`, as iPads and newer Android find it."""
    own = re.sub(r"[^a-z0-9-]", "-", socket.gethostname().partition(".")[0].lower()).strip("-")
    return [f"{own}.local", "localhost"] if own else ["localhost"]


def is_address(text: str) -> bool:
    try:
        IPv4Address(text)
    except AddressValueError:
        return False
    return True
