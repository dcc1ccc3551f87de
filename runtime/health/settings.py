"""Health checks of the settings of a public site."""

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
from demo import accounts

NEW_KEY = 'python3 -c "import secrets; print(secrets.token_urlsafe(64))"'
NOT_SHARED = ("locmem", "dummy")
# Optional: HSTS for subdomains, HSTS preloading, and the redirect to https (a proxy may do it).
OWNERS_CHOICE = ("security.W005", "security.W008", "security.W021")
RESERVED = (".example", ".invalid", ".localhost", ".test")  # RFC 2606


def demo() -> Result:
    """Whether a public site has demo content or accounts with the demo password."""
    if settings.DEMO:
        return ok(_("This blog runs on a local machine."))
    if accounts.with_demo_password():
        return failure(
            _("The demo accounts can sign in with the demo password."),
            _("Restart the site. The password is disabled at startup."),
        )
    if (settings.VAR_DIR / "demo_password.locked").exists():
        return warning(
            _("This site started as a demo. Its demo posts and comments may be public."),
            _(
                "Delete them and the demo accounts in the admin, then remove demo_password.locked "
                "from the site’s data folder."
            ),
        )
    return ok(_("There is no demo content."))


def debugging() -> Result:
    """Whether DEBUG is off."""
    if settings.DEBUG:
        return failure(
            _("Debugging is on. Errors show the code and its settings to everyone."),
            _("Use config.settings.prod or remove TSUZURI_DEBUG, then restart."),
        )
    return ok(_("Debugging is off."))


def secret_key() -> Result:
    """Whether SECRET_KEY is long and irregular: 50 characters, 10 different ones."""
    key = settings.SECRET_KEY
    if len(key) < 50 or len(set(key)) < 10:
        return failure(
            _("The secret key is too short or too regular."),
            _("Create a new TSUZURI_SECRET_KEY: %(command)s") % {"command": NEW_KEY},
        )
    return ok(_("The secret key is long enough."))


def address() -> Result:
    """Whether BASE_URL is in ALLOWED_HOSTS and can be opened from other machines."""
    name = urlsplit(settings.BASE_URL).hostname or ""
    if not validate_host(name, settings.ALLOWED_HOSTS):
        return failure(
            _("The site rejects its own URL, %(url)s.") % {"url": settings.BASE_URL},
            _("TSUZURI_BASE_URL and TSUZURI_ALLOWED_HOSTS must contain the same host."),
        )
    if not settings.DEMO and _is_private(name):
        return warning(
            _("%(url)s cannot be opened from outside this machine.") % {"url": settings.BASE_URL},
            _("Set TSUZURI_BASE_URL to the URL that readers use. It appears in feeds and emails."),
        )
    return ok(_("The URL of the site is %(url)s.") % {"url": settings.BASE_URL})


def _is_private(name: str) -> bool:
    """Whether a host name or IP address cannot be reached from outside."""
    try:
        return not ip_address(name).is_global
    except ValueError:
        return "." not in name or name.endswith(RESERVED)


def https() -> Result:
    """Whether Django's deployment checks (security) report nothing but OWNERS_CHOICE."""
    if settings.DEMO:
        return notice(
            _("This blog runs on a local machine, without https."),
            _("For production: manage.py serve --production. The steps are in docs/operations.md."),
        )
    messages = [
        message
        for message in run_checks(tags=[Tags.security], include_deployment_checks=True)
        if message.id not in OWNERS_CHOICE
    ]
    if messages:
        return warning(
            _("Django's deployment check reports: %(text)s") % {"text": messages[0].msg},
            _("Run manage.py check --deploy to see all warnings."),
        )
    return ok(_("https is required everywhere."))


def proxies() -> Result:
    """Whether a trusted proxy is configured: it buffers slow clients and passes readers' IP addresses.

    gunicorn has no timeout for request headers: a thread waits for them, so a few slow clients block the site.
    """
    if settings.DEMO or settings.ALLAUTH_TRUSTED_PROXY_COUNT:
        return ok(_("The IP addresses of readers are detected correctly."))
    return warning(
        _(
            "No proxy is configured. Without one, a few slow clients can block the site. Behind one "
            "that is not configured, all readers share its address and its limits."
        ),
        _(
            "Put nginx or Caddy in front (deploy/), and set TSUZURI_TRUSTED_PROXIES to the number of "
            "proxies, usually 1."
        ),
    )


def shared_cache() -> Result:
    """Whether the cache is shared by all processes and stores values."""
    backend = settings.CACHES["default"]["BACKEND"]
    if any(name in backend for name in NOT_SHARED):
        return failure(
            _("The cache is not shared by the processes. Limits on attempts do not work."),
            _("Use the database table, which is the default, or set REDIS_URL."),
        )
    mark = get_random_string(12)
    cache.set("health:mark", mark, 60)
    if cache.get("health:mark") != mark:
        return failure(
            _("The cache does not keep values."),
            _("Run manage.py createcachetable, or check whether Redis has memory left."),
        )
    return ok(_("The cache is shared and keeps values."))


CHECKS = [
    Check("settings.demo", gettext_lazy("Demo content"), demo, is_slow=True),
    Check("settings.cache", gettext_lazy("Cache"), shared_cache),
    Check("settings.debug", gettext_lazy("Debugging"), debugging),
    Check("settings.secret_key", gettext_lazy("Secret key"), secret_key),
    Check("settings.address", gettext_lazy("URL"), address),
    Check("settings.https", gettext_lazy("https"), https),
    Check("settings.proxies", gettext_lazy("Proxies"), proxies),
]
