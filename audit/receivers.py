"""Signal receivers: they record the signals of lower layers."""

from typing import Any

from audit import log
from audit.enums import Verb
from core.signals import settings_changed


def connect() -> None:
    settings_changed.connect(_record_settings, dispatch_uid="audit.settings")


def _record_settings(sender: object, **facts: Any) -> None:
    """Record the changed settings, in the transaction of the change."""
    fields = [change.field for change in facts["changes"]]
    log.record(Verb.SETTINGS_CHANGED, facts["row"], by=facts["by"], changed=fields)
