"""The user model."""

from typing import ClassVar

from django.conf import settings
from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from accounts.fields import LowercaseEmailField


class User(AbstractUser):  # type: ignore[django-manager-missing]  # of a package without types
    """A user. User name and e-mail address are private; posts show the `Author` instead."""

    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    name = models.CharField(_("display name"), max_length=80, blank=True)
    email = LowercaseEmailField(_("email address"), blank=True)
    language = models.CharField(
        _("language"),
        max_length=10,
        choices=settings.LANGUAGES,
        blank=True,
        help_text=_(
            "Language of the admin and of emails to you. Public pages use the site's language."
        ),
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
                violation_error_message=_("Another account has this username."),
            ),
            models.UniqueConstraint(
                Lower("email"),
                name="one_user_per_email",
                condition=~models.Q(email=""),
                violation_error_message=_("Another account has this email address."),
            ),
        ]

    def __str__(self) -> str:
        return self.get_full_name()

    def get_full_name(self) -> str:
        """Return the display name, else the user name."""
        return self.name or self.username

    def get_short_name(self) -> str:
        """Return the full name: Japanese names are not shortened."""
        return self.get_full_name()

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """Return the hash that sessions must contain: Django's password hash with `sessions_ended`.

        Incrementing `sessions_ended` invalidates every session of the user.
        """
        if not self.sessions_ended:
            return super()._get_session_auth_hash(secret)  # type: ignore[misc]  # not in the stubs
        value = f"{self.password}:{self.sessions_ended}"
        return salted_hmac("accounts.session", value, secret, algorithm="sha256").hexdigest()
