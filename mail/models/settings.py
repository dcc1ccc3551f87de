"""What the owner decides about mails that were sent."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.models import Singleton


class MailSettings(Singleton):
    """For how long the site remembers what it wrote. Mails that open an account are forgotten at once."""

    keep_text_days = models.PositiveSmallIntegerField(
        _("days that the text of a sent mail is kept"),
        default=30,
        validators=[MinValueValidator(1), MaxValueValidator(3650)],
        help_text=_("After that only the subject, the recipient and the dates are known."),
    )
    keep_mails_days = models.PositiveSmallIntegerField(
        _("days that a sent mail stays in the list"),
        default=365,
        validators=[MinValueValidator(30), MaxValueValidator(3650)],
    )

    class Meta:
        verbose_name = _("mail settings")
        verbose_name_plural = _("mail settings")

    def __str__(self) -> str:
        return str(_("mail settings"))
