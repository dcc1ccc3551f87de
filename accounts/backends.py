"""Authentication backend."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend as AllauthBackend
from django.http import HttpRequest

from accounts.models import User


class AuthenticationBackend(AllauthBackend):  # type: ignore[misc]
    """django-allauth's backend with exactly one password hash per attempt (no user enumeration by time).

    An e-mail address arrives as `email` and as `username`, and django-allauth tries both. An address
    with an account would take twice the time. The look-up by user name also covers the address.
    """

    def authenticate(self, request: HttpRequest | None, **credentials: Any) -> User | None:
        if credentials.get("username"):
            credentials.pop("email", None)
        user: User | None = super().authenticate(request, **credentials)
        return user
