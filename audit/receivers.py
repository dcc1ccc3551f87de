"""Writes into the log what lower rooms announce."""

from typing import Any

from audit import trail
from audit.enums import Verb
from core.signals import settings_changed


def connect() -> None:
    """Listen; called once, when the app is ready."""
    settings_changed.connect(_record_settings, dispatch_uid="audit.settings")


def _record_settings(sender: Any, **facts: Any) -> None:
    """Say which settings of which row were changed, in the transaction of the change."""
    fields = [change.field for change in facts["changes"]]
    trail.record(Verb.SETTINGS_CHANGED, facts["row"], by=facts["by"], changed=fields)
