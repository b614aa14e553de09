"""Signatures of review packets: Ed25519 over a domain and the canonical bytes of what is said."""

from __future__ import annotations

from hashlib import sha256
from typing import Literal

KEY_LENGTH = 64  # characters of a public key as hex

# What is signed: the drafts that go out, or what a reviewer says. One cannot be taken for the other.
Domain = Literal["sent", "back"]


def sign(private_key: str, domain: Domain, body: bytes) -> str:
    """The signature of `body` as hex, by the Ed25519 private key that is given as hex."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    key = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(private_key))
    return key.sign(_meant(domain, body)).hex()


def is_signed(key: str, signature: str, domain: Domain, body: bytes) -> bool:
    """Whether the holder of the public `key` signed exactly `body`; both are hex."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        public = Ed25519PublicKey.from_public_bytes(bytes.fromhex(key))
        public.verify(bytes.fromhex(signature), _meant(domain, body))
    except (InvalidSignature, ValueError):
        return False
    return True


def fingerprint(key: str) -> str:
    """A key in a form that two people can compare by voice: a1b2-c3d4-e5f6-0718."""
    digest = sha256(key.encode()).hexdigest()
    return "-".join(digest[n : n + 4] for n in range(0, 16, 4))


def _meant(domain: Domain, body: bytes) -> bytes:
    return b"okrdesk review packet 1: " + domain.encode() + b"\n" + body
