"""Personas: the speakers of balloons."""

from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.utils.translation import gettext_lazy as _

from blog.enums import Shape, Side
from core.slugs import validate_slug

if TYPE_CHECKING:
    from accounts.models import User


class PersonaQuerySet(models.QuerySet[Any]):
    """QuerySet of personas."""

    def editable_by(self, user: "User | AnonymousUser") -> Self:
        """Personas that `user` may change: all for editors, their own for authors."""
        if user.has_perm("blog.edit_any_persona"):
            return self
        return self.filter(owner=user) if user.is_authenticated else self.none()


class Persona(models.Model):
    """A speaker. Authors write `:::balloon key`; name and avatar may change later.

    Every author may use it. Only its owner and editors change it; without an owner, only editors.
    """

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

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("owner"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="personas",
    )

    objects = PersonaQuerySet.as_manager()

    class Meta:
        verbose_name = _("persona")
        verbose_name_plural = _("personas")
        ordering = ["name"]
        permissions = [("edit_any_persona", _("Can edit personas of others"))]

    def __str__(self) -> str:
        return self.name
