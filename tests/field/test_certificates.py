"""The laptop's certificate authority: tablets that trust it trust this laptop, and nothing else in the world."""

from __future__ import annotations

import http.client
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.x509.oid import ExtendedKeyUsageOID
from cryptography.x509.verification import PolicyBuilder, Store, VerificationError

from tools.field import certificates, teaching
from tools.field.certificates import Kept

NOW = datetime.now(UTC)
LAN = ["192.168.1.20", "127.0.0.1"]


class Quiet(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_args: object) -> None:
        pass


@contextmanager
def serving(kept: Kept) -> Iterator[int]:
    site = HTTPServer(("127.0.0.1", 0), Quiet)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(kept.server, kept.server_key)
    site.socket = context.wrap_socket(site.socket, server_side=True)
    threading.Thread(target=site.serve_forever, daemon=True).start()
    try:
        yield site.server_address[1]
    finally:
        site.shutdown()
        site.server_close()


def ask(port: int, kept: Kept, name: str = "127.0.0.1") -> int:
    """As a tablet that installed the authority: every check is on."""
    context = ssl.create_default_context(cafile=str(kept.authority))
    connection = http.client.HTTPSConnection("127.0.0.1", port, context=context, timeout=10)
    connection._tunnel_host = None  # type: ignore[attr-defined]
    connection.sock = context.wrap_socket(
        __import__("socket").create_connection(("127.0.0.1", port), timeout=10), server_hostname=name
    )
    connection.request("GET", "/")
    return connection.getresponse().status


def test_a_tablet_that_installed_the_authority_connects_without_a_warning(tmp_path: Path) -> None:
    kept = certificates.ensure(tmp_path, addresses=LAN, names=["laptop.local", "localhost"], now=NOW)

    with serving(kept) as port:
        assert ask(port, kept) == 200
        assert ask(port, kept, "laptop.local") == 200
        with pytest.raises(ssl.SSLCertVerificationError):
            ask(port, kept, "192.168.1.99")
        with pytest.raises(ssl.SSLCertVerificationError):  # without the authority
            ssl.create_default_context().wrap_socket(
                __import__("socket").create_connection(("127.0.0.1", port)), server_hostname="127.0.0.1"
            )


def test_the_authority_cannot_speak_for_the_rest_of_the_world(tmp_path: Path) -> None:
    kept = certificates.ensure(tmp_path, addresses=LAN, names=["localhost"], now=NOW)
    certificates._make_server(kept, ["127.0.0.1"], ["bank.example.com"], NOW)

    with serving(kept) as port, pytest.raises(ssl.SSLCertVerificationError, match="permitted subtree"):
        ask(port, kept, "bank.example.com")


def test_another_address_brings_another_certificate_from_the_same_authority(tmp_path: Path) -> None:
    kept = certificates.ensure(tmp_path, addresses=LAN, names=["localhost"], now=NOW)
    authority, server = kept.authority.read_bytes(), kept.server.read_bytes()

    assert certificates.ensure(tmp_path, addresses=LAN, names=["localhost"], now=NOW).server.read_bytes() == server
    certificates.ensure(tmp_path, addresses=["10.0.0.7", "127.0.0.1"], names=["localhost"], now=NOW)

    assert kept.authority.read_bytes() == authority
    assert certificates.names_in(kept) == {"10.0.0.7", "127.0.0.1", "localhost"}


def test_a_certificate_that_soon_ends_is_made_anew(tmp_path: Path) -> None:
    certificates.ensure(tmp_path, addresses=LAN, names=["localhost"], now=NOW - timedelta(days=380))
    kept = certificates.ensure(tmp_path, addresses=LAN, names=["localhost"], now=NOW)

    assert certificates.lasts_until(kept) > NOW + timedelta(days=390)


def test_keys_are_for_their_owner_alone(tmp_path: Path) -> None:
    kept = certificates.ensure(tmp_path, addresses=LAN, names=["localhost"], now=NOW)
    assert certificates.open_to_others(kept) == []

    kept.server_key.chmod(0o644)
    assert certificates.open_to_others(kept) == [kept.server_key]


def test_the_page_over_http_brings_the_authority_and_says_how_to_install_it(tmp_path: Path) -> None:
    kept = certificates.ensure(tmp_path, addresses=LAN, names=["localhost"], now=NOW)
    site = teaching.server(kept, port=0, site_port=8443)
    threading.Thread(target=site.serve_forever, daemon=True).start()
    try:
        connection = http.client.HTTPConnection("127.0.0.1", site.server_address[1], timeout=10)
        connection.request("GET", "/")
        page = connection.getresponse().read().decode()
        connection.request("GET", "/authority.crt")
        answer = connection.getresponse()
        assert (answer.getheader("Content-Type"), answer.read()) == (
            teaching.CERTIFICATE_TYPE,
            kept.authority.read_bytes(),
        )
        connection.request("GET", "/authority.key")
        assert connection.getresponse().status == 404
    finally:
        site.shutdown()
        site.server_close()
    for said in ("iPad", "安卓平板", "证书信任设置", certificates.fingerprint(kept), "https://127.0.0.1:8443/tablet/"):
        assert said in page
    assert page.count("<svg") == 2


def test_who_installed_the_authority_of_another_laptop_does_not_connect(tmp_path: Path) -> None:
    kept, other = (
        certificates.ensure(tmp_path / name, addresses=LAN, names=["localhost"], now=NOW) for name in ("one", "other")
    )
    with serving(kept) as port, pytest.raises(ssl.SSLCertVerificationError):
        ask(port, other)


def test_an_expired_certificate_is_refused(tmp_path: Path) -> None:
    kept = certificates.ensure(tmp_path, addresses=LAN, names=["localhost"], now=NOW - timedelta(days=400))
    with serving(kept) as port, pytest.raises(ssl.SSLCertVerificationError, match="expired"):
        ask(port, kept)


def test_a_second_judge_of_certificates_agrees(tmp_path: Path) -> None:
    """OpenSSL is lenient; this one holds to what browsers require (the profile of the CA/Browser Forum)."""
    kept = certificates.ensure(tmp_path / "one", addresses=LAN, names=["laptop.local"], now=NOW)
    other = certificates.ensure(tmp_path / "other", addresses=LAN, names=["laptop.local"], now=NOW)
    leaf = certificates._read(kept.server)

    def judge(authority: Path, asked: str, at: datetime = NOW) -> None:
        subject = x509.IPAddress(ip_address(asked)) if asked[0].isdigit() else x509.DNSName(asked)
        policy = PolicyBuilder().store(Store([certificates._read(authority)])).time(at)
        policy.build_server_verifier(subject).verify(leaf, [])

    for asked in ("laptop.local", *LAN):
        judge(kept.authority, asked)
    refused = (
        (other.authority, "laptop.local", NOW),
        (kept.authority, "elsewhere.local", NOW),
        (kept.authority, "192.168.1.21", NOW),
        (kept.authority, "laptop.local", NOW + timedelta(days=398)),
    )
    for case in refused:
        with pytest.raises(VerificationError):
            judge(*case)


def test_certificates_are_such_as_ios_and_android_take(tmp_path: Path) -> None:
    """iOS: at most 398 days, names in the extension, for servers. Android: an authority marked as one."""
    kept = certificates.ensure(tmp_path, addresses=LAN, names=["laptop.local"], now=NOW)
    leaf, authority = certificates._read(kept.server), certificates._read(kept.authority)

    assert leaf.not_valid_after_utc - leaf.not_valid_before_utc <= timedelta(days=398)
    assert certificates.names_in(kept) == {"laptop.local", *LAN}
    assert list(leaf.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value) == [
        ExtendedKeyUsageOID.SERVER_AUTH
    ]
    assert not leaf.extensions.get_extension_for_class(x509.BasicConstraints).value.ca
    assert leaf.extensions.get_extension_for_class(x509.KeyUsage).value.digital_signature
    limits = authority.extensions.get_extension_for_class(x509.BasicConstraints)
    assert (limits.critical, limits.value.ca, limits.value.path_length) == (True, True, 0)
    assert authority.extensions.get_extension_for_class(x509.KeyUsage).value.key_cert_sign
    assert isinstance(leaf.signature_hash_algorithm, hashes.SHA256)
