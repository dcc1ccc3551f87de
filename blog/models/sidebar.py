"""Widgets of the sidebar (BlogSettings.layout)."""

from typing import Any, ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from blog.enums import Period, WidgetKind
from blog.models.author import Author


class SidebarWidget(models.Model):
    """One widget of the sidebar. Its kind determines which options apply (blog/admin/sidebar.py)."""

    kind = models.CharField(_("kind"), max_length=12, choices=WidgetKind)
    title = models.CharField(
        _("title"), max_length=60, blank=True, help_text=_("Empty: the default title.")
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    count = models.PositiveSmallIntegerField(
        _("number of items"), default=5, validators=[MinValueValidator(1), MaxValueValidator(30)]
    )
    period = models.CharField(
        _("which posts count"), max_length=8, choices=Period, default=Period.ALL
    )
    author = models.ForeignKey(
        Author,
        verbose_name=_("author"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Shown once the author has a published post."),
    )
    body = models.TextField(
        _("text"),
        blank=True,
        max_length=5000,
        help_text=_("In Markdown: paragraphs, links, emphasis."),
    )
    body_html = models.TextField(editable=False, blank=True)
    renderer_version = models.CharField(max_length=20, editable=False, blank=True)

    class Meta:
        verbose_name = _("sidebar widget")
        verbose_name_plural = _("sidebar")
        ordering = ["order", "pk"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["kind"], condition=~Q(kind=WidgetKind.TEXT), name="sidebar_kind_once"
            )
        ]

    def __str__(self) -> str:
        return self.title or str(WidgetKind(self.kind).label)
