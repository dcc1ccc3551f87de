"""The public face of those who write: rows of a higher app, made when somebody comes in.

Accounts know nothing of posts or authors. The app that does registers what is asked here
(`AppConfig.ready()`); without one, nobody is asked for a public address.
"""

from typing import Protocol

from accounts.models import User
from core.roles import Role

#: Roles whose holders sign posts.
WRITERS = frozenset({Role.AUTHOR, Role.EDITOR})


class Faces(Protocol):
    """What the app of public faces can do."""

    def has(self, user: User) -> bool:
        """Whether `user` has a public face."""

    def clean_slug(self, slug: str) -> str:
        """Return `slug` as it will be kept; raise ValidationError where it is taken or none."""

    def make(self, *, user: User, name: str, slug: str) -> None:
        """Make the public face of `user`."""


_registered: list[Faces] = []


def register(faces: Faces) -> None:
    """Let `faces` make the public faces; the last registered counts."""
    _registered[:] = [faces]


def needed(roles: list[str], user: User | None = None) -> Faces | None:
    """Return who makes the face that somebody with `roles` needs, or None where none is missing."""
    if not _registered or WRITERS.isdisjoint(roles):
        return None
    faces = _registered[0]
    return None if user is not None and faces.has(user) else faces
