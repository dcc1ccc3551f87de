"""Settings of accounts."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.models import Singleton


class AccountPolicy(Singleton):
    """Whether readers may sign up without an invitation."""

    sign_up_open = models.BooleanField(
        _("readers may sign up"),
        default=False,
        help_text=_(
            "Anyone with an email address can create an account to comment under their own "
            "name. The account gives no access to the admin."
        ),
    )

    class Meta:
        verbose_name = _("sign-up")
        verbose_name_plural = _("sign-up")

    def __str__(self) -> str:
        return str(self._meta.verbose_name)
