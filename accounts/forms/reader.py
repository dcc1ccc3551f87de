"""What readers fill in who make an account, and people who change their address."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts import sign_up
from accounts.forms.defences import GuardedForm
from accounts.forms.joining import NameField, NewPasswordField, check_password
from accounts.models import User
from mail import addresses


class EmailField(forms.EmailField):
    """An address in the one spelling that is kept."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("E-mail address"))
        kwargs.setdefault("widget", forms.EmailInput(attrs={"autocomplete": "email"}))
        super().__init__(**kwargs)

    def clean(self, value: Any) -> str:
        """Return the address; whether it has an account is not looked up here."""
        return addresses.normalised(super().clean(value))


class SignUpForm(GuardedForm):
    """Asks for an address, and does the same for each."""

    email = EmailField()
    limit = sign_up.ASKS
    field_order = ("email", "honeypot", "opened")


class SignUpFinishForm(forms.Form):
    """The name of a new reader, and how they will sign in: the button that was pressed says which."""

    name = NameField(help_text=_("It stands beside your comments. You can change it later."))
    password = NewPasswordField(required=False)

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email = email

    @property
    def wants_passkey(self) -> bool:
        """Whether a passkey is to come instead of the password."""
        return self.data.get("way") == "passkey"

    def clean(self) -> dict[str, Any]:
        """Ask for a password that is not easily guessed, unless a passkey comes."""
        data = super().clean() or {}
        if self.wants_passkey:
            self.errors.pop("password", None)
            return {**data, "password": None}
        if "password" in self.errors:
            return data
        if not data.get("password"):
            self.add_error("password", ValidationError(_("Choose a password."), code="required"))
        else:
            check_password(self, User(name=data.get("name", ""), email=self.email))
        return data


class EmailChangeForm(forms.Form):
    """The address that somebody wants from now on."""

    email = EmailField(label=_("New e-mail address"))

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_email(self) -> str:
        """Refuse the address that the account has already."""
        email: str = self.cleaned_data["email"]
        if email == self.user.email:
            raise ValidationError(_("This is your address already."), code="same")
        return email
