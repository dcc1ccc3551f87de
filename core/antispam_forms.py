"""Spam protection of public forms: a signed timestamp and a honeypot.

No input is lost: after any error the view renders the form again with the text and a valid signature.
"""

import time

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext_lazy as _
from django_comments.forms import CommentSecurityForm

from core.cleaning import clean_line, clean_text
from core.models import Singleton

# People need longer to fill in a form; programs do not.
FASTEST_SECONDS = 3
# A form left open overnight still works; the package's own limit of two hours is too short.
OLDEST_SECONDS = 24 * 3600
SECURITY_FIELDS = ("timestamp", "security_hash")


EXPIRED = _("The form was open for too long. Your text is still here. Please send it again.")
HASTY = _("The form was sent very quickly. Your text is still here. Please press the button again.")
TRAPPED = _(
    "A field that must stay empty was filled in. Your text is still here. Please send it again."
)


class LineField(forms.CharField):
    """One line of plain text without invisible characters."""

    def to_python(self, value: object) -> str:
        """Return the cleaned text; "" if nothing is visible."""
        return clean_line(super().to_python(value) or "")


class TextField(forms.CharField):
    """Several lines of plain text; a line end counts as one character on every system."""

    widget = forms.Textarea

    def to_python(self, value: object) -> str:
        """Return the cleaned text; "" if nothing is visible."""
        return clean_text(super().to_python(value) or "")


class GuardedForm(CommentSecurityForm):
    """The form of django-contrib-comments, signed for its target object, with our limits."""

    honeypot = forms.CharField(required=False, label=_("Leave this field empty"))

    @property
    def security(self) -> dict[str, str]:
        """The signed timestamp for the response: the submitted one if it is valid, else a new one.

        A form that was sent too fast keeps its timestamp, so the next attempt is old enough.
        """
        is_good = self.is_bound and "security_hash" not in self.errors
        if is_good and (self._is_hasty or "timestamp" not in self.errors):
            return {name: self.data[name] for name in SECURITY_FIELDS}
        fresh = self.generate_security_data()
        return {name: fresh[name] for name in SECURITY_FIELDS}

    @property
    def security_problem(self) -> str:
        """The error text about signature, timestamp or honeypot; "" without an error."""
        if self._is_hasty:
            return str(HASTY)
        if not set(SECURITY_FIELDS).isdisjoint(self.errors):
            return str(EXPIRED)
        return str(TRAPPED) if "honeypot" in self.errors else ""

    def clean_timestamp(self) -> int:
        """Reject a form that is older than OLDEST_SECONDS or was sent within FASTEST_SECONDS."""
        moment = int(self.cleaned_data["timestamp"])
        age = time.time() - moment
        if not -60 <= age <= OLDEST_SECONDS:
            raise ValidationError(EXPIRED, code="expired")
        if age < FASTEST_SECONDS:
            raise ValidationError(HASTY, code="hasty")
        return moment

    def clean_security_hash(self) -> str:
        """Reject a form that this site did not sign, or signed for another object."""
        expected = self.initial_security_hash(self.data.get("timestamp", ""))
        if not constant_time_compare(expected, self.cleaned_data["security_hash"]):
            raise ValidationError(EXPIRED, code="expired")
        return str(expected)

    def clean_honeypot(self) -> str:
        """Reject a form with a filled honeypot; a person who did so by accident keeps the text."""
        if self.cleaned_data["honeypot"]:
            raise ValidationError(TRAPPED, code="honeypot")
        return ""

    @property
    def _is_hasty(self) -> bool:
        return self.is_bound and self.has_error("timestamp", code="hasty")


class GuardedSiteForm(GuardedForm):
    """A guarded form about the site: it is signed for a settings model, not for one of many rows."""

    def __init__(
        self, settings: Singleton, data: QueryDict | None = None, *, auto_id: str = "id_%s"
    ) -> None:
        settings.pk = 1  # the signature covers the key, also before the row exists
        super().__init__(settings, data=data, auto_id=auto_id)
        for name in ("content_type", "object_pk"):
            del self.fields[name]
