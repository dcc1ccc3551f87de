"""What keeps programs out of forms that anybody may send: a trap, a moment, a limit for each network.

Nothing typed is lost: whoever is refused gets the form back with it.
"""

from typing import Any

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.networks import network_of
from core.rate_limit import RateLimit

# Nobody reads a form, fills it in and sends it in less; programs do.
FASTEST_SECONDS = 2
OLDEST_SECONDS = 24 * 3600
SALT = "accounts.form-opened"

HASTY = _("That was very fast. Please press the button again.")
EXPIRED = _("The form had been open for too long. Please send it again.")
TRAPPED = _("A field that must stay empty was filled. Please send it again.")
FLOOD = _("Many requests came from your network just now. Please wait a while and try again.")


class GuardedForm(forms.Form):
    """A form with a field that must stay empty, and the signed moment at which it was opened."""

    honeypot = forms.CharField(required=False, label=_("Leave this field empty"))
    opened = forms.CharField(required=False, widget=forms.HiddenInput)

    limit: RateLimit

    def __init__(self, *args: Any, request: HttpRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request = request
        self.initial["opened"] = signing.dumps(0, salt=SALT)

    def clean(self) -> dict[str, Any]:
        """Refuse programs; count a form that is otherwise right against the sender's network."""
        data = super().clean() or {}
        if data.get("honeypot"):
            raise ValidationError(TRAPPED, code="honeypot")
        self._check_moment()
        if not self.errors and not self.limit.hit(network_of(self.request)):
            raise ValidationError(FLOOD, code="flood")
        return data

    @property
    def opened_value(self) -> str:
        """The signed moment that goes back: the one that came while it is good, else a new one."""
        sent = self.data.get("opened", "") if self.is_bound else ""
        return sent if _age_is_known(sent) else str(self.initial["opened"])

    def _check_moment(self) -> None:
        sent = self.data.get("opened", "")
        if not _age_is_known(sent):
            raise ValidationError(EXPIRED, code="expired")
        try:
            signing.loads(sent, salt=SALT, max_age=FASTEST_SECONDS)
        except signing.SignatureExpired:
            return  # old enough
        raise ValidationError(HASTY, code="hasty")


def _age_is_known(sent: str) -> bool:
    """Whether `sent` is a moment that this site signed within the last day."""
    try:
        signing.loads(sent, salt=SALT, max_age=OLDEST_SECONDS)
    except signing.BadSignature:
        return False
    return True
