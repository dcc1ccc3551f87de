"""Settings of mails."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.models import Singleton


class MailSettings(Singleton):
    """Retention of sent mails. The text of a secret mail is deleted as soon as it is sent."""

    keep_text_days = models.PositiveSmallIntegerField(
        _("days to keep the text of sent emails"),
        default=30,
        validators=[MinValueValidator(1), MaxValueValidator(3650)],
        help_text=_("After that only the subject, the recipient and the dates are kept."),
    )
    keep_mails_days = models.PositiveSmallIntegerField(
        _("days to keep sent emails in the list"),
        default=365,
        validators=[MinValueValidator(30), MaxValueValidator(3650)],
    )

    class Meta:
        verbose_name = _("email settings")
        verbose_name_plural = _("email settings")

    def __str__(self) -> str:
        return str(_("email settings"))
