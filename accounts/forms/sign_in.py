"""Forms of sign-in where ours differ from django-allauth's."""

import unicodedata
from typing import Any

from allauth.account.forms import ChangePasswordForm as AllauthChangePasswordForm
from allauth.account.forms import LoginForm as AllauthLoginForm
from allauth.account.forms import ReauthenticateForm as AllauthReauthenticateForm
from allauth.account.forms import ResetPasswordForm as AllauthResetPasswordForm
from allauth.account.forms import ResetPasswordKeyForm as AllauthResetPasswordKeyForm
from allauth.account.forms import SetPasswordForm as AllauthSetPasswordForm
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as AllauthReauthenticateCodeForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts import tasks
from accounts.forms.joining import PASSWORD_HELP


class Plain:
    """Without placeholders, which repeat the label and vanish when one needs them; one help for passwords."""

    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            if name == "password1":
                field.help_text = PASSWORD_HELP


class LoginForm(Plain, AllauthLoginForm):  # type: ignore[misc]
    """Sign-in by address or user name, also when they were typed in full-width letters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        login = self.fields["login"]
        login.label = _("E-mail address or user name")
        # "webauthn" lets the browser offer passkeys in the same list.
        login.widget.attrs = {
            "autocomplete": "username webauthn",
            "autocapitalize": "none",
            "spellcheck": "false",
            "autofocus": True,
        }

    def clean_login(self) -> str:
        """Return what was typed in the one spelling that is stored (NFKC, as Django stores names)."""
        return unicodedata.normalize("NFKC", super().clean_login())


class ResetPasswordForm(Plain, AllauthResetPasswordForm):  # type: ignore[misc]
    """Asks for an address and does the same work for every address: it leaves the rest to the worker."""

    def clean_email(self) -> str:
        """Return the address as typed; whether it has an account is not looked up here."""
        email: str = self.cleaned_data["email"]
        return email

    def save(self, request: HttpRequest, **kwargs: Any) -> str:
        """Let the worker find the account and write the mail."""
        email: str = self.cleaned_data["email"]
        transaction.on_commit(lambda: tasks.send_password_reset.enqueue(email=email))
        return email


class ChangePasswordForm(Plain, AllauthChangePasswordForm):  # type: ignore[misc]
    """A new password, for somebody who knows the old one."""


class SetPasswordForm(Plain, AllauthSetPasswordForm):  # type: ignore[misc]
    """The first password, for somebody who had none."""


class ResetPasswordKeyForm(Plain, AllauthResetPasswordKeyForm):  # type: ignore[misc]
    """A new password, behind a link from a mail."""


class ReauthenticateForm(Plain, AllauthReauthenticateForm):  # type: ignore[misc]
    """The password once more."""


class CodeForm(Plain, AuthenticateForm):  # type: ignore[misc]
    """A code of the app, or a recovery code, to sign in."""


class ReauthenticateCodeForm(Plain, AllauthReauthenticateCodeForm):  # type: ignore[misc]
    """A code once more."""


class ActivateAppForm(Plain, ActivateTOTPForm):  # type: ignore[misc]
    """The first code of an app."""


class AddPasskeyForm(AddWebAuthnForm):  # type: ignore[misc]
    """Adding a key makes a passkey unless the person wants a mere second factor."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name of the key")
        passwordless = self.fields["passwordless"]
        passwordless.initial = True
        passwordless.label = _("Sign in with it alone")
        passwordless.help_text = _(
            "Without this, it is only asked for after the password, as a second factor."
        )


class LanguageForm(forms.Form):
    """Which language personal pages and mails speak."""

    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
