"""Whether the site is set up as a site in public must be."""

from ipaddress import ip_address
from urllib.parse import urlsplit

from django.conf import settings
from django.core.cache import cache
from django.core.checks import run_checks
from django.core.checks.registry import Tags
from django.http.request import validate_host
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.health import Check, Result, failure, notice, ok, warning

NEW_KEY = 'python3 -c "import secrets; print(secrets.token_urlsafe(64))"'
NOT_SHARED = ("locmem", "dummy")
# The owner may leave https for the names below the host, browsers' lists and redirects to others.
OWNERS_CHOICE = ("security.W005", "security.W008", "security.W021")
RESERVED = (".example", ".invalid", ".localhost", ".test")  # RFC 2606


def debugging() -> Result:
    """Whether readers are spared Django's debugging pages."""
    if settings.DEBUG:
        return failure(
            _("Debugging is on: every error shows the code and its settings to whoever meets it."),
            _("Use config.settings.prod, or take TSUZURI_DEBUG away, and restart."),
        )
    return ok(_("Debugging is off."))


def secret_key() -> Result:
    """Whether the key that signs sessions and links cannot be guessed."""
    key = settings.SECRET_KEY
    if len(key) < 50 or len(set(key)) < 10:
        return failure(
            _("The secret key is too short or too regular."),
            _("Make a new one for TSUZURI_SECRET_KEY: %(command)s") % {"command": NEW_KEY},
        )
    return ok(_("The secret key is long enough."))


def address() -> Result:
    """Whether the site's own address is one that its readers can use."""
    name = urlsplit(settings.BASE_URL).hostname or ""
    if not validate_host(name, settings.ALLOWED_HOSTS):
        return failure(
            _("The site refuses its own address, %(url)s.") % {"url": settings.BASE_URL},
            _("TSUZURI_BASE_URL and TSUZURI_ALLOWED_HOSTS must name the same host."),
        )
    if not settings.DEMO and _is_private(name):
        return warning(
            _("Nobody outside this machine can open %(url)s.") % {"url": settings.BASE_URL},
            _("Set TSUZURI_BASE_URL to the address that readers use: it is in feeds and mails."),
        )
    return ok(_("The site is at %(url)s.") % {"url": settings.BASE_URL})


def _is_private(name: str) -> bool:
    """Whether a host name or address leads nowhere from outside."""
    try:
        return not ip_address(name).is_global
    except ValueError:
        return "." not in name or name.endswith(RESERVED)


def https() -> Result:
    """Whether Django's own deployment check is silent."""
    if settings.DEMO:
        return notice(
            _("This is a blog on one's own machine, without https."),
            _("For readers: manage.py serve --production; docs/operations.md has every step."),
        )
    found = [
        message
        for message in run_checks(tags=[Tags.security], include_deployment_checks=True)
        if message.id not in OWNERS_CHOICE
    ]
    if found:
        return warning(
            _("Django's deployment check says: %(text)s") % {"text": found[0].msg},
            _("manage.py check --deploy shows all of it."),
        )
    return ok(_("https is required everywhere."))


def proxies() -> Result:
    """Whether limits see readers, not the proxy in front of them."""
    if settings.DEMO or settings.ALLAUTH_TRUSTED_PROXY_COUNT:
        return ok(_("The addresses of readers are known."))
    return warning(
        _(
            "No proxy is named: if one stands in front, all readers have its address, and share its limits."
        ),
        _("Set TSUZURI_TRUSTED_PROXIES to the number of proxies in front, mostly 1."),
    )


def shared_cache() -> Result:
    """Whether the cache keeps what it is given, for all processes."""
    backend = settings.CACHES["default"]["BACKEND"]
    if any(name in backend for name in NOT_SHARED):
        return failure(
            _("The cache is not shared by the processes: limits on attempts do not hold."),
            _("Use the table, which is the default, or name a Redis in REDIS_URL."),
        )
    mark = get_random_string(12)
    cache.set("health:mark", mark, 60)
    if cache.get("health:mark") != mark:
        return failure(
            _("The cache forgets what it is given."),
            _("Run manage.py createcachetable, or see whether Redis has memory left."),
        )
    return ok(_("The cache is shared and keeps what it is given."))


CHECKS = [
    Check("settings.cache", gettext_lazy("Cache"), shared_cache),
    Check("settings.debug", gettext_lazy("Debugging"), debugging),
    Check("settings.secret_key", gettext_lazy("Secret key"), secret_key),
    Check("settings.address", gettext_lazy("Address"), address),
    Check("settings.https", gettext_lazy("https"), https),
    Check("settings.proxies", gettext_lazy("Proxies"), proxies),
]
