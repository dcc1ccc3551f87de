"""Author profiles: a hook by which a higher app creates the public profile of a new author.

`accounts` does not import the app of posts and authors. That app registers an `AuthorProfiles` object
in `AppConfig.ready()`. Without one, onboarding does not ask for the URL of an author page.
"""

from typing import Protocol

from accounts.models import User
from core.roles import Role

#: Roles that need an author profile.
AUTHOR_ROLES = frozenset({Role.CONTRIBUTOR, Role.AUTHOR, Role.EDITOR})


class AuthorProfiles(Protocol):
    """Interface that the app with the author profiles implements."""

    def has(self, user: User) -> bool:
        """Return whether `user` has an author profile."""

    def clean_slug(self, slug: str) -> str:
        """Return `slug` normalised; raise ValidationError if it is invalid or taken."""

    def create(self, *, user: User, name: str, slug: str) -> None:
        """Create the author profile of `user`; raise IntegrityError if `slug` is taken."""


_registered: list[AuthorProfiles] = []


def register(profiles: AuthorProfiles) -> None:
    """Set the provider of author profiles; it replaces an earlier one."""
    _registered[:] = [profiles]


def provider_for(roles: list[str], user: User | None = None) -> AuthorProfiles | None:
    """Return the provider if `roles` need an author profile that `user` does not have, else None."""
    if not _registered or AUTHOR_ROLES.isdisjoint(roles):
        return None
    profiles = _registered[0]
    return None if user is not None and profiles.has(user) else profiles
