"""What happens around a second factor that django-allauth leaves to us."""

from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts import mail
from accounts.models import User

#: With so many recovery codes or fewer, a person is asked to make new ones.
FEW_CODES = 3


def note_use(request: HttpRequest, user: User, authenticator: Authenticator, **kwargs: Any) -> None:
    """Receiver of authenticator_used: after a recovery code, say how many are left, here and by mail."""
    if authenticator.type != Authenticator.Type.RECOVERY_CODES:
        return
    request.used_recovery_code = True  # type: ignore[attr-defined]
    authenticator.refresh_from_db(fields=["data"])  # the code was marked in another copy of the row
    left = len(authenticator.wrap().get_unused_codes())
    text = ngettext(
        "You used a recovery code. %(count)d is left.",
        "You used a recovery code. %(count)d are left.",
        left,
    ) % {"count": left}
    if left <= FEW_CODES:
        link = format_html(
            '<a href="{}">{}</a>', reverse("mfa_generate_recovery_codes"), _("Make new ones")
        )
        messages.warning(request, format_html("{} {}", text, link))
    else:
        messages.info(request, text)
    mail.notify(user, "recovery_code_used")
