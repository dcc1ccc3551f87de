"""How the site is, for people who look at the admin: quick looks when asked, slow ones by the worker."""

import time
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
from django.utils import translation

from accounts.models import User
from core import health
from core.health import Finding, Level

QUICK, SLOW = "quick", "slow"
KEPT = {QUICK: 60, SLOW: 7 * 24 * 3600}  # seconds


@dataclass(frozen=True)
class Checkup:
    """What was found, and when; nothing and never where nobody has looked yet."""

    findings: list[Finding]
    at: datetime | None

    @property
    def faults(self) -> list[Finding]:
        """What is not well, worst first."""
        faults = [one for one in self.findings if one.level in (Level.WARNING, Level.FAILURE)]
        return sorted(faults, key=lambda one: one.level.rank, reverse=True)


def may_see(user: User | AnonymousUser) -> bool:
    """Whether `user` looks after the site: administrators and superusers, who look after its people."""
    return user.has_perm("accounts.change_user")


def quick() -> Checkup:
    """Take the quick looks now, and keep what they find for the home."""
    return _look(QUICK)


def recent() -> Checkup:
    """Return what the quick looks found within the last minute, else take them now."""
    return _kept(QUICK) or _look(QUICK)


def slow() -> Checkup:
    """Return what the worker's slow looks found last."""
    return _kept(SLOW) or Checkup([], None)


def look_slowly() -> None:
    """Take the slow looks, once for each language. The worker does this every hour."""
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            _look(SLOW)


def _look(kind: str) -> Checkup:
    chosen = [check for check in health.checks() if check.is_slow is (kind == SLOW)]
    findings = health.examine(chosen)
    with suppress(Exception):  # a cache that is away is what its own check tells
        cache.set(_key(kind), {"at": time.time(), "findings": findings}, KEPT[kind])
    return Checkup(findings, datetime.now(UTC))


def _kept(kind: str) -> Checkup | None:
    try:
        kept = cache.get(_key(kind))
    except Exception:  # as above
        return None
    return Checkup(kept["findings"], datetime.fromtimestamp(kept["at"], UTC)) if kept else None


def _key(kind: str) -> str:
    return f"health:{kind}:{translation.get_language()}"
