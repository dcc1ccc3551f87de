"""Forms of sign-in where ours differ from django-allauth's."""

import unicodedata
from typing import Any

from allauth.account.forms import LoginForm as AllauthLoginForm
from allauth.account.forms import ResetPasswordForm as AllauthResetPasswordForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts import tasks


class LoginForm(AllauthLoginForm):  # type: ignore[misc]
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
        self.fields["password"].widget.attrs.pop("placeholder", None)

    def clean_login(self) -> str:
        """Return what was typed in the one spelling that is stored (NFKC, as Django stores names)."""
        return unicodedata.normalize("NFKC", super().clean_login())


class ResetPasswordForm(AllauthResetPasswordForm):  # type: ignore[misc]
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


class AddPasskeyForm(AddWebAuthnForm):  # type: ignore[misc]
    """Adding a key makes a passkey unless the person wants a mere second factor."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name of the key")
        self.fields["passwordless"].initial = True


class LanguageForm(forms.Form):
    """Which language personal pages and mails speak."""

    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
