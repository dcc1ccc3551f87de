"""The log: one line an event, without people's data.

Only the fields named here are written, so nothing that a library hangs on a record gets out; mail
addresses are taken out of every text, traces included. Nothing here needs Django: gunicorn's master,
which starts before it, writes the same lines.
"""

import logging
import re
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any

from pythonjsonlogger.json import JsonFormatter

#: The id of the request that is being answered, or an empty string.
request_id: ContextVar[str] = ContextVar("request_id", default="")

FIELDS = ("method", "route", "path", "status", "ms", "bytes", "address", "duty", "count")
# In what other libraries write: a mail address, and the place where gunicorn names a client's address.
PERSONAL = re.compile(r"[^\s@<>\"'()=,;:]+@[^\s@<>\"'()=,;:]+\.\w+|(?<=ip=)\S+")


def fields_of(record: logging.LogRecord) -> dict[str, Any]:
    """Return what a line says, in order; a trace is not among it."""
    named = {name: getattr(record, name) for name in FIELDS if hasattr(record, name)}
    return {
        "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
        "level": record.levelname.lower(),
        "logger": record.name,
        "event": scrubbed(_event(record)),
        **({"request_id": known} if (known := request_id.get()) else {}),
        **named,
    }


def _event(record: logging.LogRecord) -> str:
    """Return the text of a record; Django's own about a request holds the path, which may hold a key."""
    if record.name == "django.request" and isinstance(record.args, tuple) and record.args:
        return str(record.args[0])
    return record.getMessage()


def scrubbed(text: str) -> str:
    """Return `text` without mail addresses and clients' addresses."""
    return PERSONAL.sub("…", text)


class JsonLines(JsonFormatter):
    """A JSON object a line, for machines."""

    def __init__(self) -> None:
        super().__init__(json_ensure_ascii=False)

    def add_fields(
        self, log_data: dict[str, Any], record: logging.LogRecord, message_dict: dict[str, Any]
    ) -> None:
        """Say what `fields_of` says, and the trace."""
        log_data.update(fields_of(record))
        if trace := message_dict.get("exc_info"):
            log_data["trace"] = scrubbed(str(trace))


class TextLines(logging.Formatter):
    """A line for people: time, level, where, what, and the fields as name=value; then the trace."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        said = fields_of(record)
        time, level, name, event = (said.pop(key) for key in ("time", "level", "logger", "event"))
        rest = "".join(f" {key}={value}" for key, value in said.items())
        trace = f"\n{scrubbed(self.formatException(record.exc_info))}" if record.exc_info else ""
        return f"{time[11:19]} {level.upper():7} {name}: {event}{rest}{trace}"
