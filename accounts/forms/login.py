"""Sign-in, password and two-factor forms: subclasses of django-allauth's."""

import unicodedata
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.forms import ChangePasswordForm as AllauthChangePasswordForm
from allauth.account.forms import LoginForm as AllauthLoginForm
from allauth.account.forms import ReauthenticateForm as AllauthReauthenticateForm
from allauth.account.forms import ResetPasswordForm as AllauthResetPasswordForm
from allauth.account.forms import ResetPasswordKeyForm as AllauthResetPasswordKeyForm
from allauth.account.forms import SetPasswordForm as AllauthSetPasswordForm
from allauth.core import context
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as AllauthReauthenticateCodeForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts import login_limits, tasks
from accounts.client_ip import network_of
from accounts.forms.onboarding import PASSWORD_HELP
from accounts.models import User


class NoPlaceholdersMixin:
    """Form without placeholders, which repeat the label, and with the site's help for passwords."""

    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            if name == "password1":
                field.help_text = PASSWORD_HELP


class LoginForm(NoPlaceholdersMixin, AllauthLoginForm):  # type: ignore[misc]
    """Sign-in by e-mail address or user name, also in full-width letters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        login = self.fields["login"]
        login.label = _("Email address or username")
        # "webauthn" lets the browser offer passkeys in the same list.
        login.widget.attrs = {
            "autocomplete": "username webauthn",
            "autocapitalize": "none",
            "spellcheck": "false",
            "autofocus": True,
        }

    def clean_login(self) -> str:
        """Return the login in NFKC, the form in which Django stores user names."""
        return unicodedata.normalize("NFKC", super().clean_login())


class ResetPasswordForm(NoPlaceholdersMixin, AllauthResetPasswordForm):  # type: ignore[misc]
    """Request for a password reset. It does the same work for every address; the worker does the rest."""

    def clean_email(self) -> str:
        """Return the address as typed; whether it has an account is not looked up here."""
        email: str = self.cleaned_data["email"]
        return email

    def save(self, request: HttpRequest, **kwargs: Any) -> str:
        """Queue the task that looks up the account and sends the mail."""
        email: str = self.cleaned_data["email"]
        transaction.on_commit(lambda: tasks.send_password_reset.enqueue(email=email))
        return email


class ChangePasswordForm(NoPlaceholdersMixin, AllauthChangePasswordForm):  # type: ignore[misc]
    """A new password, after the current one."""


class SetPasswordForm(NoPlaceholdersMixin, AllauthSetPasswordForm):  # type: ignore[misc]
    """The first password of an account without one."""


class ResetPasswordKeyForm(NoPlaceholdersMixin, AllauthResetPasswordKeyForm):  # type: ignore[misc]
    """A new password, by the link of a reset mail."""


class ReauthenticateForm(NoPlaceholdersMixin, AllauthReauthenticateForm):  # type: ignore[misc]
    """The password again, before a sensitive change."""


class RateLimitedCodeMixin:
    """Rate limit of wrong codes per account and network; django-allauth's own limit is off."""

    user: User

    def clean_code(self) -> str:
        """Return the code; raise ValidationError if it is wrong or over the limit."""
        attempt = login_limits.code_attempt(self.user, network_of(context.request))
        if not attempt.allowed:
            raise get_adapter().validation_error("too_many_login_attempts")
        code: str = super().clean_code()  # type: ignore[misc]
        attempt.succeeded()
        return code


class CodeForm(RateLimitedCodeMixin, NoPlaceholdersMixin, AuthenticateForm):  # type: ignore[misc]
    """Second factor at sign-in: a code of the authenticator app, or a recovery code."""


class ReauthenticateCodeForm(
    RateLimitedCodeMixin, NoPlaceholdersMixin, AllauthReauthenticateCodeForm
):  # type: ignore[misc]
    """A code again, before a sensitive change."""


class ActivateAppForm(RateLimitedCodeMixin, NoPlaceholdersMixin, ActivateTOTPForm):  # type: ignore[misc]
    """The first code of an authenticator app, which activates it."""


class AddPasskeyForm(AddWebAuthnForm):  # type: ignore[misc]
    """New security key: a passkey by default, optionally only a second factor."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name of the key")
        passwordless = self.fields["passwordless"]
        passwordless.initial = True
        passwordless.label = _("Sign in with the passkey only")
        passwordless.help_text = _(
            "If this is off, it is only used as a second factor after the password."
        )


class LanguageForm(forms.Form):
    """Language of personal pages and of mails."""

    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
