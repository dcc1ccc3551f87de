"""Whether a site is well: each app looks after its own part and says in words what to do.

An app's `health.py` holds `CHECKS: list[Check]`; `examine` finds them all, as roles are found. A look
takes no argument and returns one Result; it asks, and changes nothing. Texts are translated when the
look is taken, so the language is the one that is active then.
"""

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from importlib import import_module

from django.apps import apps
from django.utils.functional import Promise
from django.utils.module_loading import module_has_submodule
from django.utils.translation import gettext as _

logger = logging.getLogger(__name__)


class Level(StrEnum):
    """How a thing is, worst last. A notice asks for nothing."""

    OK = "ok"
    NOTICE = "notice"
    WARNING = "warning"
    FAILURE = "failure"

    @property
    def rank(self) -> int:
        """0 for what is well, 3 for what is broken."""
        return list(Level).index(self)


@dataclass(frozen=True)
class Result:
    """What one look found: a sentence, what to do about it, and the place in the admin for that."""

    level: Level
    text: str
    advice: str = ""
    url: str = ""


@dataclass(frozen=True)
class Check:
    """One thing that can be well or not. `name` never changes: scripts know it.

    A slow one is never looked at while somebody waits for a page. `closer`, if there is one, takes
    the place of `look` where the owner asks for a thorough examination.
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
    """All is well."""
    return Result(Level.OK, text)


def notice(text: str, advice: str = "", url: str = "") -> Result:
    """Worth knowing, nothing to mend."""
    return Result(Level.NOTICE, text, advice, url)


def warning(text: str, advice: str, url: str = "") -> Result:
    """The site works, but not for long or not wholly."""
    return Result(Level.WARNING, text, advice, url)


def failure(text: str, advice: str, url: str = "") -> Result:
    """Something does not work."""
    return Result(Level.FAILURE, text, advice, url)


def checks() -> list[Check]:
    """Return the checks of all installed apps, in the apps' order."""
    found: list[Check] = []
    for config in apps.get_app_configs():
        if config.module and module_has_submodule(config.module, "health"):
            found += getattr(import_module(f"{config.name}.health"), "CHECKS", [])
    return found


def examine(chosen: Iterable[Check], *, thorough: bool = False) -> list[Finding]:
    """Take every look; one that fails is itself a finding."""
    return [_finding(check, thorough=thorough) for check in chosen]


def worst(findings: Iterable[Finding]) -> Level:
    """Return the worst level among `findings`; OK for none."""
    return max(
        (finding.level for finding in findings), key=lambda level: level.rank, default=Level.OK
    )


def _finding(check: Check, *, thorough: bool) -> Finding:
    look = check.closer if thorough and check.closer else check.look
    try:
        result = look()
    except Exception as error:
        # Whatever is broken may break a look at it: then that is what there is to say.
        logger.debug("Could not look at %s", check.name, exc_info=True)
        result = failure(
            _("This could not be looked at: %(error)s.") % {"error": _in_words(error)},
            _("Mend what the other checks find first, then look again."),
        )
    return Finding(
        check.name, str(check.title), result.level, result.text, result.advice, result.url
    )


def _in_words(error: Exception) -> str:
    """Return the kind of an error and the first line of its text."""
    first = str(error).strip().splitlines()[:1]
    return ": ".join([type(error).__name__, *first]).rstrip(".")
