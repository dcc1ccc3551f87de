"""What guards a form that anybody may send: a signed moment, and a field that must stay empty.

Nothing that was typed is ever lost: whatever is wrong, the view shows the form again with the text and
a good signature.
"""

import time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext_lazy as _
from django_comments.forms import CommentSecurityForm

from core.cleaning import clean_line, clean_text

# Nobody reads a form, writes and sends it in less; programs do.
FASTEST_SECONDS = 3
# A form left open over night still works; the package's own two hours lose what a slow writer wrote.
OLDEST_SECONDS = 24 * 3600
SECURITY_FIELDS = ("timestamp", "security_hash")


EXPIRED = _("The form had been open for too long. Your text is kept: please send it again.")
HASTY = _("That was very fast. Your text is kept: please press the button again.")
TRAPPED = _("A field that must stay empty was filled. Your text is kept: please send it again.")


class LineField(forms.CharField):
    """One line of plain text without invisible characters."""

    def to_python(self, value: Any) -> str:
        """Return what is stored; an empty string where nothing is visible."""
        return clean_line(super().to_python(value) or "")


class TextField(forms.CharField):
    """Several lines of plain text; a line end counts as one character on every system."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> str:
        """Return what is stored; an empty string where nothing is visible."""
        return clean_text(super().to_python(value) or "")


class GuardedForm(CommentSecurityForm):
    """The package's form, signed for the object it is about, under our rules."""

    honeypot = forms.CharField(required=False, label=_("Leave this field empty"))

    @property
    def security(self) -> dict[str, str]:
        """The signed moment that goes back to the reader: the one that came, if still good, else a new one.

        A form that came too fast keeps its moment: at the next press it is old enough.
        """
        is_good = self.is_bound and "security_hash" not in self.errors
        if is_good and (self._is_hasty or "timestamp" not in self.errors):
            return {name: self.data[name] for name in SECURITY_FIELDS}
        fresh = self.generate_security_data()
        return {name: fresh[name] for name in SECURITY_FIELDS}

    @property
    def security_problem(self) -> str:
        """What to tell the reader about the signature, the moment or the honeypot; "" if all is well."""
        if self._is_hasty:
            return str(HASTY)
        if not set(SECURITY_FIELDS).isdisjoint(self.errors):
            return str(EXPIRED)
        return str(TRAPPED) if "honeypot" in self.errors else ""

    def clean_timestamp(self) -> int:
        """Refuse a form that is older than a day, or was filled faster than a person can."""
        moment = int(self.cleaned_data["timestamp"])
        age = time.time() - moment
        if not -60 <= age <= OLDEST_SECONDS:
            raise ValidationError(EXPIRED, code="expired")
        if age < FASTEST_SECONDS:
            raise ValidationError(HASTY, code="hasty")
        return moment

    def clean_security_hash(self) -> str:
        """Refuse a form that this site did not make, or made for something else."""
        expected = self.initial_security_hash(self.data.get("timestamp", ""))
        if not constant_time_compare(expected, self.cleaned_data["security_hash"]):
            raise ValidationError(EXPIRED, code="expired")
        return str(expected)

    def clean_honeypot(self) -> str:
        """Refuse what fills every field; a person who did so by accident keeps the text."""
        if self.cleaned_data["honeypot"]:
            raise ValidationError(TRAPPED, code="honeypot")
        return ""

    @property
    def _is_hasty(self) -> bool:
        return self.is_bound and self.has_error("timestamp", code="hasty")
