"""Menus of the header and the footer. Their defaults are in blog/navigation/page_context.py."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from blog.enums import MenuKind, MenuPlace

#: Items of one menu.
MAX_ITEMS = 60
#: The deepest level, counted from 0: an item and its submenu.
MAX_LEVEL = 1


class Menu(models.Model):
    """One menu. Every change increments `version`, which detects concurrent edits."""

    place = models.CharField(_("location"), max_length=10, choices=MenuPlace, unique=True)
    version = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("menu")
        verbose_name_plural = _("menus")

    def __str__(self) -> str:
        return str(MenuPlace(self.place).label)


class MenuItem(models.Model):
    """A menu item: an object of the blog (`target` is its primary key), a URL, or a heading.

    The items of a menu are a flat list in `order`. Items of level 1 belong to the last item of
    level 0 before them, so cycles and orphans are impossible.
    """

    menu = models.ForeignKey(
        Menu, verbose_name=_("menu"), on_delete=models.CASCADE, related_name="items"
    )
    order = models.PositiveSmallIntegerField(_("order"))
    level = models.PositiveSmallIntegerField(_("level"), default=0)
    label = models.CharField(_("label"), max_length=80, blank=True)
    kind = models.CharField(_("kind"), max_length=10, choices=MenuKind)
    target = models.PositiveBigIntegerField(_("target"), null=True, blank=True)
    url = models.CharField(_("URL"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("menu item")
        verbose_name_plural = _("menu items")
        ordering = ["menu", "order"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["menu", "order"], name="menu_item_order_once"),
            models.CheckConstraint(
                condition=models.Q(level__lte=MAX_LEVEL), name="menu_item_two_levels"
            ),
        ]

    def __str__(self) -> str:
        return self.label or self.url or f"{self.kind} {self.target}"
