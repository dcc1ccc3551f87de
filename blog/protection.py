"""Password-protected entries: the password, the tries, and the cookie of a reader who knew it.

The public URL has the title and a form, the same bytes for everyone. The text is at `unlock_url`, for
requests with a signed cookie for that entry. The signature contains the hash of the password, so a new
password ends all earlier access. The entry is not `published()`, so no list, feed or search has it.
"""

from unicodedata import normalize

from django.conf import settings
from django.contrib.auth.hashers import check_password, make_password
from django.core.exceptions import ValidationError
from django.core.signing import BadSignature
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.client_ip import network_of
from blog.models import Entry
from core.rate_limit import TOO_MANY_REQUESTS, RateLimit

COOKIE = "unlocked"
#: Lifetime of the cookie in seconds.
SECONDS = 10 * 24 * 3600
MIN_LENGTH, MAX_LENGTH = 6, 128
#: Tries of one network, at one entry and at all; tries of all networks at one entry.
TRIES = RateLimit("unlock", 10, 600)
TRIES_OF_NETWORK = RateLimit("unlock-network", 60, 3600)
TRIES_OF_ENTRY = RateLimit("unlock-entry", 300, 3600)

WRONG = _("This is not the password.")


def hashed(password: str) -> str:
    """Return the hash to store for `password`. Widths of letters and digits make no difference."""
    return make_password(_normalised(password))


def unlock_url(entry: Entry) -> str:
    """Return the path of the text, which is also the path of its cookie."""
    return reverse("blog:unlock", args=[entry._meta.model_name, entry.pk])


def form_context(entry: Entry, error: object = "") -> dict[str, object]:
    """Return the template context of the form: nothing of the entry but its title and language."""
    return {
        "title": entry.title,
        "title_html": entry.title_html,
        "language": entry.language,
        "unlock_url": unlock_url(entry),
        "max_length": MAX_LENGTH,
        "error": error,
        "noindex": True,
    }


def check(request: HttpRequest, entry: Entry, password: str) -> None:
    """Raise ValidationError unless `password` is right: code "flood" over a limit, else "wrong".

    Every try counts before the password is hashed, because hashing is slow on purpose. A right one is
    not counted for its network.
    """
    network, place = network_of(request), f"{entry._meta.label_lower} {entry.pk}"
    limits = ((TRIES, f"{place} {network}"), (TRIES_OF_NETWORK, network), (TRIES_OF_ENTRY, place))
    if not all(limit.hit(key) for limit, key in limits):
        raise ValidationError(TOO_MANY_REQUESTS, code="flood")
    if len(password) > MAX_LENGTH or not check_password(_normalised(password), entry.password_hash):
        raise ValidationError(WRONG, code="wrong")
    for limit, key in limits:
        limit.release(key)


def is_unlocked(request: HttpRequest, entry: Entry) -> bool:
    """Whether `request` has a valid cookie for `entry` and its current password."""
    try:
        return request.get_signed_cookie(COOKIE, salt=_salt(entry), max_age=SECONDS) == "1"
    except (KeyError, BadSignature):
        return False


def add_cookie(response: HttpResponse, entry: Entry) -> None:
    """Let the reader who gets `response` read `entry` for SECONDS."""
    response.set_signed_cookie(
        COOKIE,
        "1",
        salt=_salt(entry),
        max_age=SECONDS,
        path=unlock_url(entry),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _salt(entry: Entry) -> str:
    return f"blog.protection {entry._meta.label_lower} {entry.pk} {entry.password_hash}"


def _normalised(password: str) -> str:
    return normalize("NFKC", password).strip()
