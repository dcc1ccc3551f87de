"""People who can sign in."""

from typing import ClassVar

from django.conf import settings
from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from accounts.fields import LowercaseEmailField


class User(AbstractUser):  # type: ignore[django-manager-missing]  # of a package without types
    """Someone who signs in. The sign-in name and the address are private; readers see `Author`s."""

    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    name = models.CharField(_("display name"), max_length=80, blank=True)
    email = LowercaseEmailField(_("e-mail address"), blank=True)
    language = models.CharField(
        _("language"),
        max_length=10,
        choices=settings.LANGUAGES,
        blank=True,
        help_text=_("Of the admin and of mails to you. Public pages speak the site's language."),
    )

    sessions_ended = models.PositiveIntegerField(default=0, editable=False)

    objects: ClassVar[UserManager] = UserManager()

    class Meta(AbstractUser.Meta):  # type: ignore[name-defined, misc]
        verbose_name = _("user")
        verbose_name_plural = _("users")
        constraints = [
            models.UniqueConstraint(
                Lower("username"),
                name="one_user_per_username",
                violation_error_message=_("Another account has this user name."),
            ),
            models.UniqueConstraint(
                Lower("email"),
                name="one_user_per_email",
                condition=~models.Q(email=""),
                violation_error_message=_("Another account has this address."),
            ),
        ]

    def __str__(self) -> str:
        return self.get_full_name()

    def get_full_name(self) -> str:
        """The name shown to colleagues."""
        return self.name or self.username

    def get_short_name(self) -> str:
        """The same: Japanese names are not cut."""
        return self.get_full_name()

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """What a session must know to be this person's: Django's digest of the password, and how often
        they have signed out everywhere. Raising the number ends every session at once."""
        if not self.sessions_ended:
            return super()._get_session_auth_hash(secret)  # type: ignore[misc]  # not in the stubs
        value = f"{self.password}:{self.sessions_ended}"
        return salted_hmac("accounts.session", value, secret, algorithm="sha256").hexdigest()
