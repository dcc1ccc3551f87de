"""Form field for a date and time in the site's time zone."""

import re
from datetime import date, datetime

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from blog.navigation.archive_months import YEARS
from core.widgets import MomentInput


class LocalDateTimeField(forms.DateTimeField):
    """Date and time with the browser's picker (datetime-local), to the minute."""

    widget = MomentInput
    #: Stored value, set by the form: submitting its minute does not change it.
    stored: datetime | None = None

    def to_python(self, value: str | datetime | date | None) -> datetime | None:
        """Return the datetime; the stored one if its minute was not changed.

        This keeps the seconds, which the picker does not know, and avoids the error for a minute
        that occurs twice when DST ends. Raises ValidationError for a year outside YEARS.
        """
        if self.stored and value and self._minute(value) == self._minute(self.stored):
            return self.stored
        cleaned: datetime | None = super().to_python(value)
        if self.stored and cleaned == self.stored.replace(second=0, microsecond=0):
            return self.stored
        if cleaned and cleaned.year not in YEARS:
            raise ValidationError(
                _("Use a year from %(first)d to %(last)d."),
                code="year",
                params={"first": YEARS[0], "last": YEARS[-1]},
            )
        return cleaned

    def _minute(self, value: object) -> str:
        """Return a submitted value, or a datetime, in the picker's format."""
        if isinstance(value, datetime):
            return timezone.localtime(value).strftime("%Y-%m-%dT%H:%M")
        return re.sub(r"(T\d\d:\d\d):00$", r"\1", str(value).strip().replace(" ", "T"))
