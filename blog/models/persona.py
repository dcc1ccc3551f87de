"""Personas: the speakers of balloons."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from blog.enums import Shape, Side
from core.slugs import validate_slug


class Persona(models.Model):
    """A speaker. Authors write `:::balloon key`; name and avatar may change later."""

    key = models.CharField(_("key"), max_length=60, unique=True, validators=[validate_slug])
    name = models.CharField(_("name"), max_length=60)
    avatar = models.ForeignKey(
        "images.Image",
        verbose_name=_("avatar"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    side = models.CharField(_("side"), max_length=5, choices=Side, default=Side.LEFT)
    shape = models.CharField(_("shape"), max_length=10, choices=Shape, default=Shape.SPEECH)

    class Meta:
        verbose_name = _("persona")
        verbose_name_plural = _("personas")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
