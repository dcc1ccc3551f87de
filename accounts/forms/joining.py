"""What people fill in who come in: by invitation, as first administrator, as readers."""

from typing import Any

from django import forms
from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from accounts.faces import Faces
from accounts.models import User
from core.cleaning import clean_line

NAME_LENGTH = 80
PASSWORD_HELP = _(
    "At least 8 characters, and none of those that everybody tries. A sentence is best."
)


class NameField(forms.CharField):
    """A name for people: one line, nothing invisible."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Display name"))
        kwargs.setdefault("max_length", NAME_LENGTH)
        kwargs.setdefault("widget", forms.TextInput(attrs={"autocomplete": "name"}))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> str:
        """Return the name in one line."""
        return clean_line(super().to_python(value) or "")


class NewPasswordField(forms.CharField):
    """A password that somebody chooses."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Password"))
        kwargs.setdefault("help_text", PASSWORD_HELP)
        widget = forms.PasswordInput(attrs={"autocomplete": "new-password"}, render_value=True)
        super().__init__(strip=False, max_length=4096, widget=widget, **kwargs)


class SlugField(forms.CharField):
    """The address of a writer's public page."""

    def __init__(self, faces: Faces) -> None:
        self.faces = faces
        super().__init__(
            label=_("Address of your author page"),
            max_length=100,
            help_text=_(
                "It stands in public links, for instance hanako. Letters of any script will do."
            ),
            widget=forms.TextInput(attrs={"autocapitalize": "none", "spellcheck": "false"}),
        )

    def clean(self, value: Any) -> str:
        """Return the address as it will be kept."""
        return self.faces.clean_slug(super().clean(value))


class AccountForm(forms.Form):
    """A new account: how one signs in, and the name that others see."""

    name = NameField(help_text=_("Colleagues and readers see it. You can change it later."))
    username = forms.CharField(
        label=_("User name"),
        max_length=150,
        help_text=_("To sign in with. It is never shown to readers."),
        widget=forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )
    password = NewPasswordField()

    def clean_username(self) -> str:
        """Return the name as it is kept; refuse one that is none or belongs to somebody."""
        username = User.normalize_username(self.cleaned_data["username"])
        _check_field("username", username)
        if User.objects.filter(username__iexact=username).exists():
            raise ValidationError(_("Another account has this user name."), code="taken")
        return username

    def clean(self) -> dict[str, Any]:
        """Refuse a password that is easily guessed from the rest."""
        data = super().clean() or {}
        if data.get("password"):
            person = User(**{key: data.get(key, "") for key in ("username", "name", "email")})
            check_password(self, person)
        return data


class InvitationAcceptanceForm(AccountForm):
    """What somebody fills in who was invited; writers choose the address of their page too."""

    def __init__(self, *args: Any, email: str, faces: Faces | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email = email
        if faces is not None:
            self.fields["slug"] = SlugField(faces)
            self.order_fields(["name", "slug", "username", "password"])

    def clean(self) -> dict[str, Any]:
        """Know the address too when the password is judged."""
        self.cleaned_data["email"] = self.email
        data = super().clean()
        data.pop("email")
        return data


class JoiningForm(forms.Form):
    """What somebody with an account fills in who takes a role: as a writer, the address of their page."""

    def __init__(self, *args: Any, faces: Faces | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if faces is not None:
            self.fields["slug"] = SlugField(faces)


class FirstAdministratorForm(AccountForm):
    """The account above all others."""

    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("A forgotten password is set anew through it."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    field_order = ("name", "username", "email", "password")

    def clean_email(self) -> str:
        """Refuse an address that another account has."""
        email: str = self.cleaned_data["email"]
        if User.objects.filter(email=email).exists():
            raise ValidationError(_("Another account has this address."), code="taken")
        return email


def _check_field(name: str, value: str) -> None:
    """Raise ValidationError where the column `name` of an account cannot hold `value`."""
    field: Any = User._meta.get_field(name)
    column: Model | None = None
    field.clean(value, column)


def check_password(form: forms.Form, person: User) -> None:
    """Add what is wrong with the password of `form` for `person`, who is not in the database yet."""
    try:
        password_validation.validate_password(form.cleaned_data["password"], person)
    except ValidationError as error:
        form.add_error("password", error)
