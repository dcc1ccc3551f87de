"""Who wrote a comment, as far as people must be told apart: keyed hashes, no names and no addresses.

A guest's browser keeps a secret in a cookie that is sent to the addresses of the comments only, never
with a page. What stands in the database is a keyed hash of it, or of the network where there is no
cookie; the key is derived from SECRET_KEY, so that a copy of the database alone tells nothing.
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

from accounts.networks import network_of

COOKIE = "guest"
PATH = "/comments/"
SECONDS = 400 * 24 * 3600  # what browsers keep at most
_SECRET = re.compile(r"[A-Za-z0-9_-]{43}")
ID_LENGTH = 8


@dataclass(frozen=True)
class Writer:
    """Whoever sent a request. `key` is "" for a guest without a cookie, until one is given."""

    key: str = ""
    network: str = ""  # as it is; only for limits, never stored
    user_id: int | None = None

    @property
    def network_key(self) -> str:
        """The network's keyed hash, "" where no network is known."""
        return keyed("network", self.network) if self.network else ""

    @property
    def writer_key(self) -> str:
        """What a comment keeps: the secret's hash, else the network's; "" for an account."""
        return "" if self.user_id else self.key or self.network_key


def of_request(request: HttpRequest) -> Writer:
    """Return who sent `request`: the account, else the guest by their cookie; and the network."""
    network = network_of(request)
    if request.user.is_authenticated:
        return Writer(f"user-{request.user.pk}", network, request.user.pk)
    secret = request.COOKIES.get(COOKIE, "")
    return Writer(keyed("guest", secret) if _SECRET.fullmatch(secret) else "", network)


def known(request: HttpRequest) -> tuple[Writer, str]:
    """Return who sent `request` and the secret to give them: a new one for a guest without, else ""."""
    writer = of_request(request)
    if writer.key:
        return writer, ""
    secret = secrets.token_urlsafe(32)
    return Writer(keyed("guest", secret), writer.network), secret


def give(response: HttpResponse, secret: str) -> None:
    """Let the browser keep `secret`; nothing for ""."""
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


def daily_id(writer: Writer, day: date | None = None) -> str:
    """Return the ID of the day of a guest: the same all day (local time), on all posts; "" for an account."""
    if writer.user_id or not writer.writer_key:
        return ""
    day = day or timezone.localdate()
    return keyed("day", f"{day.isoformat()} {writer.writer_key}")[:ID_LENGTH]


def keyed(purpose: str, value: str) -> str:
    """Return the 43 characters that stand for `value`; nobody without SECRET_KEY can make or guess them."""
    key = hashlib.sha256(f"comments.writers {purpose} {settings.SECRET_KEY}".encode()).digest()
    digest = hmac.digest(key, value.encode(), "sha256")
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
