"""django-allauth's hooks: what this site decides about accounts."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from accounts import mail
from accounts.models import User
from core.models import SiteSettings


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Sign-up is ours (accounts/sign_up.py); mails go through the outbox; redirects stay on the site."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Return False: nobody comes in by django-allauth's own pages."""
        return False

    def is_safe_url(self, url: str | None) -> bool:
        """Whether a `next` may be followed: only paths of this site, no other address however spelt."""
        return url_has_allowed_host_and_scheme(url, allowed_hosts=None)

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Return where somebody goes who has just signed in: to the desk, if they work there."""
        if request.user.is_staff:  # type: ignore[union-attr]
            return reverse("admin:index")
        if getattr(request, "used_recovery_code", False):
            return reverse("account_overview")  # public pages tell nobody how many are left
        url: str = super().get_login_redirect_url(request)
        return url

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Refuse: every mail of an account is written in accounts/mail.py, to the stored address."""
        raise NotImplementedError(f"No mail of ours is called {template_prefix}.")

    def send_password_reset_mail(self, user: User, email: str, context: dict[str, Any]) -> None:
        """Send the link to the stored address, not to `email` as it was typed."""
        mail.send_password_reset(user.email)

    def send_notification_mail(
        self,
        template_prefix: str,
        user: User,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """Tell `user` what changed ("account/email/password_changed" is the change password_changed)."""
        mail.notify(user, template_prefix.rpartition("/")[2])


class MFAAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Second factors under the site's own name."""

    def generate_authenticator_name(self, user: User, type: Authenticator.Type) -> str:  # noqa: A002
        """Return the name that a new key has at first: its number, where there are others."""
        number = Authenticator.objects.filter(user=user, type=type).count() + 1
        return _("Passkey") if number == 1 else _("Passkey %(number)d") % {"number": number}

    def get_totp_issuer(self) -> str:
        """Return the name that an authenticator app shows."""
        return SiteSettings.load().name

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Return what a passkey is bound to: the host name (checked by ALLOWED_HOSTS) and our name."""
        entity: dict[str, str] = super().get_public_key_credential_rp_entity()
        return {**entity, "name": SiteSettings.load().name}
