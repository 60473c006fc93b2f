"""The laptop's own certificate authority, made once, and the certificate that it gives the laptop.

Tablets install the authority by hand. It is bound to private addresses and `.local` names (and the addresses that the
laptop had when it was made): whoever steals its key cannot pretend to be a bank.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from ipaddress import IPv4Address, IPv4Network
from pathlib import Path

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

AUTHORITY_LASTS, SERVER_LASTS = timedelta(days=5 * 365), timedelta(days=397)
RENEWED_BEFORE = timedelta(days=30)
PRIVATE = ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16", "127.0.0.0/8")
KEY_MODE = 0o600


@dataclass(frozen=True)
class Kept:
    """Where the four files are."""

    folder: Path

    @property
    def authority(self) -> Path:
        return self.folder / "authority.crt"

    @property
    def authority_key(self) -> Path:
        return self.folder / "authority.key"

    @property
    def server(self) -> Path:
        return self.folder / "server.crt"

    @property
    def server_key(self) -> Path:
        return self.folder / "server.key"


def ensure(folder: Path, *, addresses: list[str], names: list[str], now: datetime) -> Kept:
    """An authority, and a certificate for exactly these addresses and names; what still fits is left alone."""
    kept = Kept(folder)
    folder.mkdir(parents=True, exist_ok=True)
    if not (kept.authority.exists() and kept.authority_key.exists()):
        _make_authority(kept, addresses, now)
    if not fits(kept, addresses=addresses, names=names, now=now):
        _make_server(kept, addresses, names, now)
    return kept


def fits(kept: Kept, *, addresses: list[str], names: list[str], now: datetime) -> bool:
    """Does the certificate name them all, is it from this authority, and does it last another month?"""
    if not (kept.server.exists() and kept.server_key.exists()):
        return False
    server = _read(kept.server)
    try:
        server.verify_directly_issued_by(_read(kept.authority))
    except (ValueError, TypeError, InvalidSignature):  # another authority's
        return False
    fresh = server.not_valid_before_utc <= now and now + RENEWED_BEFORE < server.not_valid_after_utc
    return fresh and names_in(kept) == {*addresses, *names}


def names_in(kept: Kept) -> set[str]:
    """Every address and name that the laptop's certificate is for."""
    named = _read(kept.server).extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    return {*map(str, named.get_values_for_type(x509.IPAddress)), *named.get_values_for_type(x509.DNSName)}


def allows(kept: Kept, address: str) -> bool:
    """May this authority speak for the address?"""
    limits = _read(kept.authority).extensions.get_extension_for_class(x509.NameConstraints).value
    networks = [each.value for each in limits.permitted_subtrees or () if isinstance(each, x509.IPAddress)]
    return any(IPv4Address(address) in network for network in networks if isinstance(network, IPv4Network))


def fingerprint(kept: Kept) -> str:
    """What a person compares on the tablet: SHA-256 in pairs."""
    return _read(kept.authority).fingerprint(hashes.SHA256()).hex(":").upper()


def name_of(kept: Kept) -> str:
    """What a tablet lists it as."""
    return str(_read(kept.authority).subject.get_attributes_for_oid(NameOID.COMMON_NAME)[0].value)


def lasts_until(kept: Kept) -> datetime:
    return min(_read(kept.server).not_valid_after_utc, _read(kept.authority).not_valid_after_utc)


def begins(kept: Kept) -> datetime:
    return max(_read(kept.server).not_valid_before_utc, _read(kept.authority).not_valid_before_utc)


def open_to_others(kept: Kept) -> list[Path]:
    """Keys that somebody else on this machine could read."""
    return [path for path in (kept.authority_key, kept.server_key) if path.stat().st_mode & 0o077]


def _make_authority(kept: Kept, addresses: list[str], now: datetime) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    name = _name(f"现场服务器 {now:%Y-%m-%d}")
    networks = [*PRIVATE, *(address for address in addresses if not _is_private(address))]
    permitted: list[x509.GeneralName] = [x509.IPAddress(IPv4Network(network)) for network in networks]
    permitted += [x509.DNSName("local"), x509.DNSName("localhost")]
    made = (
        _builder(name, name, key.public_key(), now, AUTHORITY_LASTS)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(signs_certificates=True), critical=True)
        .add_extension(x509.NameConstraints(permitted_subtrees=permitted, excluded_subtrees=None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, hashes.SHA256())
    )
    _keep(kept.authority_key, key)
    kept.authority.write_bytes(made.public_bytes(serialization.Encoding.PEM))


def _make_server(kept: Kept, addresses: list[str], names: list[str], now: datetime) -> None:
    authority, signer = _read(kept.authority), _key(kept.authority_key)
    key = ec.generate_private_key(ec.SECP256R1())
    alternatives: list[x509.GeneralName] = [x509.DNSName(name) for name in names]
    alternatives += [x509.IPAddress(IPv4Address(address)) for address in addresses]
    made = (
        _builder(_name("unionevents 现场"), authority.subject, key.public_key(), now, SERVER_LASTS)
        .add_extension(x509.SubjectAlternativeName(alternatives), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(_usage(signs_certificates=False), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(signer.public_key()), critical=False)
        .sign(signer, hashes.SHA256())
    )
    _keep(kept.server_key, key)
    kept.server.write_bytes(made.public_bytes(serialization.Encoding.PEM))


def _builder(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePublicKey, now: datetime, lasts: timedelta
) -> x509.CertificateBuilder:
    """Valid from yesterday on: clocks of tablets are not exact."""
    begins = now.astimezone(UTC) - timedelta(days=1)
    builder = x509.CertificateBuilder().subject_name(subject).issuer_name(issuer).public_key(key)
    return builder.serial_number(x509.random_serial_number()).not_valid_before(begins).not_valid_after(begins + lasts)


def _usage(*, signs_certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs_certificates, key_cert_sign=signs_certificates, crl_sign=signs_certificates,
        content_commitment=False, key_encipherment=False, data_encipherment=False, key_agreement=False,
        encipher_only=False, decipher_only=False,
    )  # fmt: skip


def _name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


def _is_private(address: str) -> bool:
    return any(IPv4Address(address) in IPv4Network(network) for network in PRIVATE)


def _read(path: Path) -> x509.Certificate:
    return x509.load_pem_x509_certificate(path.read_bytes())


def _key(path: Path) -> ec.EllipticCurvePrivateKey:
    key = serialization.load_pem_private_key(path.read_bytes(), password=None)
    assert isinstance(key, ec.EllipticCurvePrivateKey)
    return key


def _keep(path: Path, key: ec.EllipticCurvePrivateKey) -> None:
    """Never readable by others, not even for a moment."""
    path.unlink(missing_ok=True)
    content = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, KEY_MODE), "wb") as file:
        file.write(content)
