"""What the owner decides about accounts."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.models import Singleton


class AccountPolicy(Singleton):
    """Who may have an account without being invited."""

    sign_up_open = models.BooleanField(
        _("readers may sign up"),
        default=False,
        help_text=_(
            "Anybody with an e-mail address can make an account to comment under their own name. "
            "It opens nothing of the admin."
        ),
    )

    class Meta:
        verbose_name = _("sign-up")
        verbose_name_plural = _("sign-up")

    def __str__(self) -> str:
        return str(self._meta.verbose_name)
