"""Health reports for the admin: quick checks run on request, slow checks run in the worker."""

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
SLOW_INTERVAL = 3600  # seconds
CACHE_SECONDS = {QUICK: 60, SLOW: 7 * 24 * 3600}


@dataclass(frozen=True)
class HealthReport:
    """The findings of one run of checks; `at` is None before the first run."""

    findings: list[Finding]
    at: datetime | None

    @property
    def faults(self) -> list[Finding]:
        """Warnings and failures, most severe first."""
        faults = [each for each in self.findings if each.level in (Level.WARNING, Level.FAILURE)]
        return sorted(faults, key=lambda finding: finding.level.rank, reverse=True)


def may_see(user: User | AnonymousUser) -> bool:
    """Whether `user` may see the report: administrators and superusers, who may change accounts."""
    return user.has_perm("accounts.change_user")


def quick() -> HealthReport:
    """Run the quick checks now, and cache the report for the dashboard."""
    return _run(QUICK)


def recent() -> HealthReport:
    """Return the quick report of the last minute from the cache, else run the checks."""
    return _cached(QUICK) or _run(QUICK)


def slow() -> HealthReport:
    """Return the last slow report, which the worker has cached."""
    return _cached(SLOW) or HealthReport([], None)


def run_slow_checks_if_due() -> None:
    """Run the slow checks if the last report is an hour old or no longer in the cache."""
    at = slow().at
    if at is None or (datetime.now(UTC) - at).total_seconds() >= SLOW_INTERVAL:
        run_slow_checks()


def run_slow_checks() -> None:
    """Run the slow checks once per language, because findings are translated texts."""
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            _run(SLOW)


def _run(kind: str) -> HealthReport:
    checks = [check for check in health.checks() if check.is_slow is (kind == SLOW)]
    findings = health.run_checks(checks)
    with suppress(Exception):  # the health check of the cache reports the failure
        cache.set(_cache_key(kind), {"at": time.time(), "findings": findings}, CACHE_SECONDS[kind])
    return HealthReport(findings, datetime.now(UTC))


def _cached(kind: str) -> HealthReport | None:
    try:
        stored = cache.get(_cache_key(kind))
    except Exception:  # as above
        return None
    if not stored:
        return None
    return HealthReport(stored["findings"], datetime.fromtimestamp(stored["at"], UTC))


def _cache_key(kind: str) -> str:
    return f"health:{kind}:{translation.get_language()}"
