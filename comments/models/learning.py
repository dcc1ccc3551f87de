"""What the filter has learnt from the decisions of moderators."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class LearntWord(models.Model):
    """In how many comments of each sort a token stood; the token "" counts the comments themselves."""

    token = models.CharField(max_length=64, unique=True)
    good = models.PositiveIntegerField(default=0)
    spam = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("learnt word")
        verbose_name_plural = _("learnt words")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.token}: {self.good}/{self.spam}"
