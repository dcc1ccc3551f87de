"""Forms for sign-up of readers and for a change of the e-mail address."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from accounts import signup
from accounts.forms.onboarding import NameField, NewPasswordField, check_password
from accounts.models import AccountPolicy, User
from core.antispam_forms import GuardedSiteForm
from core.rate_limit import TOO_MANY_REQUESTS
from mail import addresses


class EmailField(forms.EmailField):
    """An e-mail address, normalised as it is stored."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Email address"))
        kwargs.setdefault("widget", forms.EmailInput(attrs={"autocomplete": "email"}))
        super().__init__(**kwargs)

    def clean(self, value: object) -> str:
        """Return the normalised address; whether it has an account is not looked up here."""
        return addresses.normalised(super().clean(value))


class SignUpForm(GuardedSiteForm):
    """Request for an account, limited per network. The answer is the same for every address."""

    email = EmailField()

    def __init__(self, data: QueryDict | None = None, *, network: str) -> None:
        super().__init__(AccountPolicy(), data)
        self.network = network

    def clean(self) -> dict[str, object]:
        """Count a valid form against the limit of the network."""
        data = super().clean() or {}
        if not self.errors and not signup.REQUESTS.hit(self.network):
            raise ValidationError(TOO_MANY_REQUESTS, code="flood")
        return data


class SignUpFinishForm(forms.Form):
    """Display name of a new reader, and a password unless the passkey button was pressed."""

    name = NameField(help_text=_("It is shown next to your comments. You can change it later."))
    password = NewPasswordField(required=False)

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email = email

    @property
    def wants_passkey(self) -> bool:
        """Whether the passkey button was pressed."""
        return self.data.get("way") == "passkey"

    def clean(self) -> dict[str, object]:
        """Require and validate a password, unless a passkey follows."""
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
    """The new e-mail address of an account."""

    email = EmailField(label=_("New email address"))

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_email(self) -> str:
        """Reject the current address."""
        email: str = self.cleaned_data["email"]
        if email == self.user.email:
            raise ValidationError(_("This is already your email address."), code="same")
        return email
