"""What the filter has learnt from the decisions of moderators."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.models import Singleton


class LearnedToken(models.Model):
    """The number of good and of spam comments with a token; the token "" counts all comments."""

    token = models.CharField(max_length=64, unique=True)
    good = models.PositiveIntegerField(default=0)
    spam = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("learnt word")
        verbose_name_plural = _("learnt words")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.token}: {self.good}/{self.spam}"


class LearnedPatterns(Singleton):
    """The site's own model of spam (comments/spam/patterns.py), kept so that a judgement only reads it.

    `changes` counts the lessons since the threshold was last taken from approved comments.
    """

    version = models.PositiveSmallIntegerField(default=0)
    good = models.PositiveIntegerField(default=0)
    spam = models.PositiveIntegerField(default=0)
    counts = models.BinaryField(default=bytes)
    threshold = models.FloatField(null=True)
    changes = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("learnt pattern")
        verbose_name_plural = _("learnt patterns")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.good}/{self.spam}"
