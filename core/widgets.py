"""Form widgets for dates and times."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

#: Texts that static/js/admin/moments.js shows beside the field.
_TEXTS: dict[str, Any] = {"data-text-empty": _("Not set"), "data-text-clear": _("Clear")}


class MomentInput(forms.DateTimeInput):
    """A datetime-local input."""

    def __init__(self) -> None:
        super().__init__({"type": "datetime-local", **_TEXTS}, format="%Y-%m-%dT%H:%M")


class DayInput(forms.DateInput):
    """A date input."""

    def __init__(self) -> None:
        super().__init__({"type": "date", **_TEXTS}, format="%Y-%m-%d")
