"""Health checks: each app checks its own part, and advises how to fix a problem.

An app's `health.py` has `CHECKS: list[Check]`, which `checks` collects. The function of a check takes no
argument, returns one Result and changes nothing. Texts are translated when the check runs, into the
active language.
"""

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from core.app_modules import declarations

logger = logging.getLogger(__name__)


class Level(StrEnum):
    """The severity of a result, worst last. A notice requires no action."""

    OK = "ok"
    NOTICE = "notice"
    WARNING = "warning"
    FAILURE = "failure"

    @property
    def rank(self) -> int:
        """The severity as a number, from 0 (OK) to 3 (FAILURE)."""
        return list(Level).index(self)


@dataclass(frozen=True)
class Result:
    """The result of a check: a sentence, how to fix it, and the URL of the admin page for that."""

    level: Level
    text: str
    advice: str = ""
    url: str = ""


@dataclass(frozen=True)
class Check:
    """One health check. `name` is stable, because scripts use it.

    A slow check never runs during a request. `closer`, if there is one, replaces `look` in a thorough
    run.
    """

    name: str
    title: str | Promise
    look: Callable[[], Result]
    is_slow: bool = False
    closer: Callable[[], Result] | None = None


@dataclass(frozen=True)
class Finding:
    """A result with the name and title of its check."""

    name: str
    title: str
    level: Level
    text: str
    advice: str
    url: str


def ok(text: str) -> Result:
    return Result(Level.OK, text)


def notice(text: str, advice: str = "", url: str = "") -> Result:
    """Return a result that is worth knowing and needs no fix."""
    return Result(Level.NOTICE, text, advice, url)


def warning(text: str, advice: str, url: str = "") -> Result:
    """Return a result for a site that works only partly, or not for long."""
    return Result(Level.WARNING, text, advice, url)


def failure(text: str, advice: str, url: str = "") -> Result:
    """Return a result for a function that does not work."""
    return Result(Level.FAILURE, text, advice, url)


def checks() -> list[Check]:
    """Return the checks of all installed apps, in the apps' order."""
    return list(chain.from_iterable(declarations("health", "CHECKS")))


def run_checks(checks: Iterable[Check], *, thorough: bool = False) -> list[Finding]:
    """Run the checks; a check that raises gives a finding of level FAILURE."""
    return [_run(check, thorough=thorough) for check in checks]


def worst(findings: Iterable[Finding]) -> Level:
    """Return the worst level among `findings`; OK for none."""
    return max(
        (finding.level for finding in findings), key=lambda level: level.rank, default=Level.OK
    )


def _run(check: Check, *, thorough: bool) -> Finding:
    function = check.closer if thorough and check.closer else check.look
    try:
        result = function()
    except Exception as error:
        # A broken part may break its check with any exception; report that.
        logger.debug("The check %s raised an exception", check.name, exc_info=True)
        result = failure(
            _("This could not be checked: %(error)s.") % {"error": _error_summary(error)},
            _("Fix the problems above first, then check again."),
        )
    return Finding(
        check.name, str(check.title), result.level, result.text, result.advice, result.url
    )


def _error_summary(error: Exception) -> str:
    """Return the class of an error and the first line of its text."""
    first = str(error).strip().splitlines()[:1]
    return ": ".join([type(error).__name__, *first]).rstrip(".")
