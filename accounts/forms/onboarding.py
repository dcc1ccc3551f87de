"""Forms for new accounts: by invitation, and for the first administrator."""

from typing import Any

from django import forms
from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from accounts.author_profiles import AuthorProfiles
from accounts.models import User
from core.cleaning import clean_line

NAME_LENGTH = 80
PASSWORD_HELP = _(
    "At least 8 characters. Common passwords are not accepted. A short sentence is best."
)


class NameField(forms.CharField):
    """A display name: one line without invisible characters."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Display name"))
        kwargs.setdefault("max_length", NAME_LENGTH)
        kwargs.setdefault("widget", forms.TextInput(attrs={"autocomplete": "name"}))
        super().__init__(**kwargs)

    def to_python(self, value: object) -> str:
        return clean_line(super().to_python(value) or "")


class NewPasswordField(forms.CharField):
    """A new password. It is rendered again if the form is invalid."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Password"))
        kwargs.setdefault("help_text", PASSWORD_HELP)
        widget = forms.PasswordInput(attrs={"autocomplete": "new-password"}, render_value=True)
        super().__init__(strip=False, max_length=4096, widget=widget, **kwargs)


class SlugField(forms.CharField):
    """The slug of an author page."""

    def __init__(self, profiles: AuthorProfiles) -> None:
        self.profiles = profiles
        super().__init__(
            label=_("URL of your author page"),
            max_length=100,
            help_text=_(
                "It appears in public links, for instance hanako. Letters of any script are "
                "allowed."
            ),
            widget=forms.TextInput(attrs={"autocapitalize": "none", "spellcheck": "false"}),
        )

    def clean(self, value: object) -> str:
        """Return the slug normalised; raise ValidationError if it is invalid or taken."""
        return self.profiles.clean_slug(super().clean(value))


class AccountForm(forms.Form):
    """A new account: display name, user name and password."""

    name = NameField(help_text=_("Colleagues and readers see it. You can change it later."))
    username = forms.CharField(
        label=_("Username"),
        max_length=150,
        help_text=_("Used to sign in. It is never shown to readers."),
        widget=forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )
    password = NewPasswordField()

    def clean_username(self) -> str:
        """Return the normalised name; reject an invalid or taken one."""
        username = User.normalize_username(self.cleaned_data["username"])
        _check_field("username", username)
        if User.objects.filter(username__iexact=username).exists():
            raise ValidationError(_("Another account has this username."), code="taken")
        return username

    def clean(self) -> dict[str, object]:
        """Validate the password, also against its similarity to the other fields."""
        data = super().clean() or {}
        if data.get("password"):
            user = User(**{key: data.get(key, "") for key in ("username", "name", "email")})
            check_password(self, user)
        return data


class InvitationAcceptanceForm(AccountForm):
    """A new account by invitation; authors also choose the slug of their page."""

    def __init__(
        self, *args: Any, email: str, profiles: AuthorProfiles | None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.email = email
        if profiles is not None:
            self.fields["slug"] = SlugField(profiles)
            self.order_fields(["name", "slug", "username", "password"])

    def clean(self) -> dict[str, object]:
        """Validate the password against its similarity to the e-mail address too."""
        self.cleaned_data["email"] = self.email
        data = super().clean()
        data.pop("email")
        return data


class RoleAcceptanceForm(forms.Form):
    """Acceptance of a role by an existing account; new authors choose the slug of their page."""

    def __init__(self, *args: Any, profiles: AuthorProfiles | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if profiles is not None:
            self.fields["slug"] = SlugField(profiles)


class FirstAdministratorForm(AccountForm):
    """The account of the first superuser."""

    email = forms.EmailField(
        label=_("Email address"),
        help_text=_("It is used to reset a forgotten password."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    field_order = ("name", "username", "email", "password")

    def clean_email(self) -> str:
        """Reject the address of another account."""
        email: str = self.cleaned_data["email"]
        if User.objects.filter(email=email).exists():
            raise ValidationError(_("Another account has this email address."), code="taken")
        return email


def _check_field(name: str, value: str) -> None:
    """Raise ValidationError if `value` is invalid for the model field `name` of User."""
    field: Any = User._meta.get_field(name)
    column: Model | None = None
    field.clean(value, column)


def check_password(form: forms.Form, user: User) -> None:
    """Add the errors of Django's password validators to `form`; `user` is unsaved."""
    try:
        password_validation.validate_password(form.cleaned_data["password"], user)
    except ValidationError as error:
        form.add_error("password", error)
