"""django-allauth adapters: sign-up, redirects, rate limits, e-mails and multi-factor names."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import emails, login_limits
from accounts.client_ip import network_of
from accounts.models import User
from core.models import SiteSettings

TOO_MANY = gettext_lazy("There were too many wrong attempts. Please try again in five minutes.")


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Account adapter: own sign-up (accounts/signup.py), mails by the outbox, local redirects only."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "too_many_login_attempts": TOO_MANY,
        "rate_limited": TOO_MANY,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Return False: django-allauth's own sign-up pages are not used."""
        return False

    def is_safe_url(self, url: str | None) -> bool:
        """Return whether the redirect target `next` is a path of this site."""
        return url_has_allowed_host_and_scheme(url, allowed_hosts=None)

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Return the URL after sign-in: the admin for staff, else the default."""
        if request.user.is_staff:  # type: ignore[union-attr]
            return reverse("admin:index")
        if getattr(request, "used_recovery_code", False):
            return reverse("account_overview")  # public pages show no messages
        url: str = super().get_login_redirect_url(request)
        return url

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count the attempt; raise ValidationError over the limit (accounts/login_limits.py)."""
        name = self._get_login_attempts_cache_key(request, **credentials)
        self._attempt = login_limits.password_attempt(name, network_of(request))
        if not self._attempt.allowed:
            raise self.validation_error("too_many_login_attempts")

    def _rollback_login_failed_rl_usage(self) -> None:
        """Release the counted attempt; django-allauth calls this after a correct password."""
        self._attempt.succeeded()

    def is_reauthentication_required(self, *, app: str) -> bool:
        """Return False for an account without any factor: it adds its first passkey (views/signup.py)."""
        user = self.request.user
        if not user.has_usable_password() and not Authenticator.objects.filter(user=user).exists():
            return False
        required: bool = super().is_reauthentication_required(app=app)
        return required

    def send_mail(self, template_prefix: str, email: str, context: dict[str, object]) -> None:
        """Raise NotImplementedError: accounts/emails.py writes the mails, to the stored address."""
        raise NotImplementedError(f"No mail of ours is called {template_prefix}.")

    def send_password_reset_mail(self, user: User, email: str, context: dict[str, object]) -> None:
        """Send the link to the stored address, not to `email` as it was typed."""
        emails.send_password_reset(user.email)

    def send_notification_mail(
        self,
        template_prefix: str,
        user: User,
        context: dict[str, object] | None = None,
        email: str | None = None,
    ) -> None:
        """Notify `user` of a change; "account/email/password_changed" means password_changed."""
        emails.notify(user, template_prefix.rpartition("/")[2])


class MFAAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Multi-factor adapter: names of keys, and the site's name in authenticator apps and passkeys."""

    def generate_authenticator_name(self, user: User, type: Authenticator.Type) -> str:  # noqa: A002
        """Return the initial name of a new key, with its number if there are others."""
        number = Authenticator.objects.filter(user=user, type=type).count() + 1
        return _("Passkey") if number == 1 else _("Passkey %(number)d") % {"number": number}

    def get_totp_issuer(self) -> str:
        """Return the issuer that an authenticator app shows: the site's name."""
        return SiteSettings.load().name

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Return the relying party of a passkey: host name (checked by ALLOWED_HOSTS) and site name."""
        entity: dict[str, str] = super().get_public_key_credential_rp_entity()
        return {**entity, "name": SiteSettings.load().name}
