"""Digests as web archives write them: an algorithm, a colon, and the value in base 32, base 64 or hexadecimal."""

from __future__ import annotations

import base64
import binascii
import hashlib

__all__ = ["agrees"]

_KNOWN = {
    **{"sha1": "sha1", "sha-1": "sha1", "sha256": "sha256", "sha-256": "sha256"},
    **{"sha512": "sha512", "sha-512": "sha512", "md5": "md5"},
}


def agrees(stated: str, *contents: bytes) -> bool | None:
    """Whether one of ``contents`` has the digest ``stated``; null where its algorithm is not known."""
    name, found, value = stated.strip().partition(":")
    algorithm = _KNOWN.get(name.strip().lower()) if found else None
    if algorithm is None:
        return None
    wanted = _forms(value.strip())
    return any(hashlib.new(algorithm, data, usedforsecurity=False).digest() in wanted for data in contents)


def _forms(value: str) -> set[bytes]:
    """What the value can stand for. A base is told from another by what decodes."""
    found = set()
    for decode in (_base32, bytes.fromhex, _base64):
        try:
            found.add(decode(value))
        except (ValueError, binascii.Error):
            continue
    return found


def _base32(value: str) -> bytes:
    return base64.b32decode(value.upper() + "=" * (-len(value) % 8))


def _base64(value: str) -> bytes:
    plain = value.replace("-", "+").replace("_", "/").rstrip("=")
    return base64.b64decode(plain + "=" * (-len(plain) % 4), validate=True)
