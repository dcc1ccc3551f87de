"""Secrets that travel in links: only their digest is kept, and each opens one kind of door.

The purpose is part of what is hashed, so that a link for one thing finds nothing when it is tried on
another. Nothing is pickled or signed: what a link may do stands in the row that its digest finds.
"""

import hashlib
import secrets
from typing import TypeVar

from django.db.models import Model, QuerySet
from django.utils.crypto import constant_time_compare

Row = TypeVar("Row", bound=Model)


class SpentError(Exception):
    """What a link stood for was used, replaced or withdrawn, or its time is over."""


def fresh() -> str:
    """Return a new secret of 256 bits, safe in an address."""
    return secrets.token_urlsafe(32)


def digest(purpose: str, token: str) -> str:
    """Return what is kept of `token` for `purpose`: 64 hexadecimal digits."""
    return hashlib.sha256(f"{purpose}:{token}".encode()).hexdigest()


def find(rows: "QuerySet[Row]", purpose: str, token: str, column: str = "digest") -> Row | None:
    """Return the row among `rows` whose `column` holds the digest of `token`, or None."""
    wanted = digest(purpose, token)
    row = rows.filter(**{column: wanted}).first()
    return row if row is not None and constant_time_compare(getattr(row, column), wanted) else None
