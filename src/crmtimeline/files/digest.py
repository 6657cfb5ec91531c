"""Digest: SHA-256 of what a file holds, whatever its layout."""

import json
from hashlib import sha256
from typing import Any


def digest_of(value: Any) -> str:
    """Return the digest of plain values; the order of keys counts."""
    return sha256(json.dumps(value, ensure_ascii=False).encode()).hexdigest()
