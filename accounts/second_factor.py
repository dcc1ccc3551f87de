"""Notification about used recovery codes."""

from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts import emails
from accounts.models import User

#: Unused recovery codes at or below which the user is asked to create new ones.
FEW_CODES = 3


def note_use(request: HttpRequest, user: User, authenticator: Authenticator, **kwargs: Any) -> None:
    """Receiver of authenticator_used: after a recovery code, show the number left and send a mail."""
    if authenticator.type != Authenticator.Type.RECOVERY_CODES:
        return
    request.used_recovery_code = True  # type: ignore[attr-defined]
    authenticator.refresh_from_db(fields=["data"])  # allauth marked the code on another instance
    left = len(authenticator.wrap().get_unused_codes())
    text = ngettext(
        "You used a recovery code. %(count)d code is left.",
        "You used a recovery code. %(count)d codes are left.",
        left,
    ) % {"count": left}
    if left <= FEW_CODES:
        link = format_html(
            '<a href="{}">{}</a>', reverse("mfa_generate_recovery_codes"), _("Create new ones")
        )
        messages.warning(request, format_html("{} {}", text, link))
    else:
        messages.info(request, text)
    emails.notify(user, "recovery_code_used")
