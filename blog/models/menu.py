"""Menus: what the owner lists in the header and in the footer. Without one, blog/frame.py has a default."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from blog.enums import MenuKind, MenuPlace

#: Entries of one menu; more than that nobody reads.
MAX_ITEMS = 60
#: The deepest level, counted from 0: an entry, and those below it.
MAX_LEVEL = 1


class Menu(models.Model):
    """One menu. `version` rises with every change, so that two editors notice each other."""

    place = models.CharField(_("place"), max_length=10, choices=MenuPlace, unique=True)
    version = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("menu")
        verbose_name_plural = _("menus")

    def __str__(self) -> str:
        return str(MenuPlace(self.place).label)


class MenuItem(models.Model):
    """An entry of a menu: a row of the blog (`target` is its key), an address, or a heading.

    The entries of a menu are one list in `order`; those of level 1 stand below the last one of
    level 0. So there is no tree that could have a circle in it or lose a branch.
    """

    menu = models.ForeignKey(
        Menu, verbose_name=_("menu"), on_delete=models.CASCADE, related_name="items"
    )
    order = models.PositiveSmallIntegerField(_("order"))
    level = models.PositiveSmallIntegerField(_("level"), default=0)
    label = models.CharField(_("label"), max_length=80, blank=True)
    kind = models.CharField(_("kind"), max_length=10, choices=MenuKind)
    target = models.PositiveBigIntegerField(_("target"), null=True, blank=True)
    url = models.CharField(_("address"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("entry of a menu")
        verbose_name_plural = _("entries of menus")
        ordering = ["menu", "order"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["menu", "order"], name="menu_item_order_once"),
            models.CheckConstraint(
                condition=models.Q(level__lte=MAX_LEVEL), name="menu_item_two_levels"
            ),
        ]

    def __str__(self) -> str:
        return self.label or self.url or f"{self.kind} {self.target}"
