"""Secret tokens in links. Only their digest is stored, and each is valid for one purpose.

The purpose is part of the hash, so a link for one purpose matches no row of another. The token carries
no data: what the link may do is in the row with its digest.
"""

import hashlib
import secrets
from typing import TypeVar

from django.db.models import Model, QuerySet
from django.utils.crypto import constant_time_compare

Row = TypeVar("Row", bound=Model)


class InvalidLinkError(Exception):
    """The link was used, replaced or revoked, or it has expired."""


def generate() -> str:
    """Return a new URL-safe secret of 256 bits."""
    return secrets.token_urlsafe(32)


def digest(purpose: str, token: str) -> str:
    """Return the SHA-256 of `token` for `purpose`: 64 hexadecimal digits."""
    return hashlib.sha256(f"{purpose}:{token}".encode()).hexdigest()


def get_row(rows: "QuerySet[Row]", purpose: str, token: str, column: str = "digest") -> Row | None:
    """Return the row among `rows` whose `column` is the digest of `token`, or None."""
    expected = digest(purpose, token)
    row = rows.filter(**{column: expected}).first()
    return (
        row if row is not None and constant_time_compare(getattr(row, column), expected) else None
    )
