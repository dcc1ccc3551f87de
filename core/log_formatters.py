"""Log formatters: one line per event, without personal data.

Only FIELDS are written, so other attributes that libraries add to a record are omitted. E-mail addresses
are removed from every text, tracebacks included. This module does not need Django, because gunicorn's
master process, which starts before Django, uses it too.
"""

import logging
import re
from contextvars import ContextVar
from datetime import UTC, datetime

from pythonjsonlogger.json import JsonFormatter

#: The id of the current request, or "".
request_id: ContextVar[str] = ContextVar("request_id", default="")

FIELDS = ("method", "route", "path", "status", "ms", "bytes", "address", "network", "duty", "count")
#: Maximum length of an event; longer ones are truncated.
EVENT_LENGTH = 1_000
# An e-mail address, and the client's IP address in messages of gunicorn. The lookbehind lets a match begin
# only at the start of a run of such characters, which keeps the time linear.
_PART = r"""[^\s@<>"'()=,;:]"""
PERSONAL = re.compile(rf"(?<!{_PART}){_PART}++@{_PART}+\.\w+|(?<=ip=)\S+")
# The Origin or Referer of the browser in Django's CSRF failure reasons.
_SENT_FROM = re.compile(r"(?<=checking failed - ).*(?= does not match)", re.DOTALL)


def fields_of(record: logging.LogRecord) -> dict[str, object]:
    """Return the fields of a line in order, without the traceback."""
    extra = {name: getattr(record, name) for name in FIELDS if hasattr(record, name)}
    return {
        "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
        "level": record.levelname.lower(),
        "logger": record.name,
        "event": _cut(scrubbed(_event(record))),
        **({"request_id": current} if (current := request_id.get()) else {}),
        **extra,
    }


def _event(record: logging.LogRecord) -> str:
    """Return the message of a record, without the path (it may have a key), Origin and Referer.

    Django's own messages about requests and CSRF failures contain these.
    """
    if record.name == "django.request" and isinstance(record.args, tuple) and record.args:
        return str(record.args[0])
    if record.name == "django.security.csrf" and isinstance(record.args, tuple) and record.args:
        return f"Forbidden ({_SENT_FROM.sub('…', str(record.args[0]))})"
    return record.getMessage()


def scrubbed(text: str) -> str:
    """Return `text` without e-mail addresses and client IP addresses."""
    return PERSONAL.sub("…", text)


def _cut(text: str) -> str:
    """Truncate a text, which must be scrubbed before."""
    return text if len(text) <= EVENT_LENGTH else f"{text[:EVENT_LENGTH]}…"


class JsonLines(JsonFormatter):
    """Formats a record as a JSON object on one line."""

    def __init__(self) -> None:
        super().__init__(json_ensure_ascii=False)

    def add_fields(
        self,
        log_data: dict[str, object],
        record: logging.LogRecord,
        message_dict: dict[str, object],
    ) -> None:
        """Add the fields and the traceback."""
        log_data.update(fields_of(record))
        if trace := message_dict.get("exc_info"):
            log_data["trace"] = scrubbed(str(trace))


class TextLines(logging.Formatter):
    """Formats a record for people: time, level, logger, event, name=value fields, then the traceback."""

    def format(self, record: logging.LogRecord) -> str:
        fields = fields_of(record)
        time, level, name, event = (
            str(fields.pop(key)) for key in ("time", "level", "logger", "event")
        )
        rest = "".join(f" {key}={value}" for key, value in fields.items())
        trace = f"\n{scrubbed(self.formatException(record.exc_info))}" if record.exc_info else ""
        return f"{time[11:19]} {level.upper():7} {name}: {event}{rest}{trace}"
