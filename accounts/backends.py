"""How a password is checked."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend as AllauthBackend
from django.http import HttpRequest

from accounts.models import User


class AuthenticationBackend(AllauthBackend):  # type: ignore[misc]
    """django-allauth's backend, hashing exactly once whether or not the account exists.

    Typed addresses reach it as `email` and as `username`, and it tries both: twice the time for an
    address that has an account, which tells a stranger that it has one. Trying the user name covers
    the address too.
    """

    def authenticate(self, request: HttpRequest | None, **credentials: Any) -> User | None:
        """Return the person with these credentials, or None."""
        if credentials.get("username"):
            credentials.pop("email", None)
        user: User | None = super().authenticate(request, **credentials)
        return user
