"""Identity of a commenter: keyed hashes that distinguish people, without names and addresses.

A guest's browser stores a secret in a cookie, which it sends to the URLs of the comments only, never
with a page. The database stores a keyed hash of the secret, or of the network where there is no cookie.
The key is derived from SECRET_KEY, so a copy of the database alone identifies no one.
"""

import base64
import hashlib
import hmac
import re
import secrets
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from accounts.client_ip import network_of

COOKIE = "guest"
PATH = "/comments/"
SECONDS = 400 * 24 * 3600  # the longest lifetime of a cookie that browsers accept
_SECRET = re.compile(r"[A-Za-z0-9_-]{43}")
_CSRF_COOKIE = re.compile(r"[A-Za-z0-9]{32}")
ID_LENGTH = 8


@dataclass(frozen=True)
class Identity:
    """The sender of a request. `key` is "" for a guest without a cookie."""

    key: str = ""
    network: str = ""  # in plain text; for rate limits only, never stored
    user_id: int | None = None

    @property
    def network_key(self) -> str:
        """The keyed hash of the network, "" where no network is known."""
        return keyed_hash("network", self.network) if self.network else ""

    @property
    def writer_key(self) -> str:
        """The value of Comment.writer_key: the hash of the secret, else of the network; "" for an account."""
        return "" if self.user_id else self.key or self.network_key


def identify(request: HttpRequest) -> Identity:
    """Return the sender of `request`: the account, else the guest by their cookie; with the network."""
    network = network_of(request)
    if request.user.is_authenticated:
        return Identity(f"user-{request.user.pk}", network, request.user.pk)
    secret = request.COOKIES.get(COOKIE, "")
    return Identity(keyed_hash("guest", secret) if _SECRET.fullmatch(secret) else "", network)


def get_or_create_identity(request: HttpRequest) -> tuple[Identity, str]:
    """Return the sender of `request` and the secret to set: a new one for a guest without cookie, else ""."""
    writer = identify(request)
    if writer.key:
        return writer, ""
    secret = _first_secret(request)
    return Identity(keyed_hash("guest", secret), writer.network), secret


def _first_secret(request: HttpRequest) -> str:
    """Return a secret for a guest without one; the same for two requests that one browser sends at once.

    It is derived from the CSRF cookie, which a browser has before its first comment. Without SECRET_KEY
    neither secret can be computed from the other.
    """
    csrf_cookie = request.COOKIES.get(settings.CSRF_COOKIE_NAME, "")
    return (
        keyed_hash("first", csrf_cookie)
        if _CSRF_COOKIE.fullmatch(csrf_cookie)
        else secrets.token_urlsafe(32)
    )


def set_guest_cookie(response: HttpResponse, secret: str) -> None:
    """Set the guest cookie to `secret`; nothing for ""."""
    if secret:
        response.set_cookie(
            COOKIE,
            secret,
            max_age=SECONDS,
            path=PATH,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )


def daily_id(writer: Identity, day: date | None = None) -> str:
    """Return the daily ID of a guest: the same on all posts until midnight (local time); "" for an account."""
    if writer.user_id or not writer.writer_key:
        return ""
    day = day or timezone.localdate()
    return keyed_hash("day", f"{day.isoformat()} {writer.writer_key}")[:ID_LENGTH]


def keyed_hash(purpose: str, value: str) -> str:
    """Return the keyed hash of `value`, 43 characters. It cannot be computed without SECRET_KEY."""
    key = hashlib.sha256(f"comments.identity {purpose} {settings.SECRET_KEY}".encode()).digest()
    digest = hmac.digest(key, value.encode(), "sha256")
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
