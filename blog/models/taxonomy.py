"""Taxonomy of posts: a tree of categories, flat tags, and ordered series."""

from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from blog.querysets import TermManager, TermQuerySet
from core.slugs import validate_slug


class Term(models.Model):
    """Abstract base of categories, tags and series."""

    name = models.CharField(_("name"), max_length=80)
    slug = models.CharField(_("slug"), max_length=100, validators=[validate_slug])
    description = models.TextField(_("description"), blank=True, max_length=1000)
    trashed_at = models.DateTimeField(null=True, blank=True, editable=False)
    moved_to = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="where its posts went when it was put into the trash",
    )

    # The default manager excludes terms in the trash.
    objects = TermManager()
    everything = TermQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        raise NotImplementedError

    def clean(self) -> None:
        """Refuse the slug of another term that is not in the trash."""
        if type(self).objects.exclude(pk=self.pk).filter(slug=self.slug).exists():
            raise ValidationError({"slug": _("This slug is already in use.")})

    @property
    def is_trashed(self) -> bool:
        return self.trashed_at is not None

    def successor(self) -> Self | None:
        """Return the term that took the posts of this one; the term itself if it is not trashed.

        None if no term took them. One query per step.
        """
        term: Self | None = self
        while term is not None and term.is_trashed:
            term = term.moved_to  # type: ignore[assignment]  # the same model
        return term


class Category(Term):
    """A category in the tree. `path` joins the slugs from the root; slug_history.save_category sets it."""

    parent = models.ForeignKey(
        "self",
        verbose_name=_("parent"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="children",
    )
    home_section = models.BooleanField(
        _("show on the home page"),
        default=False,
        help_text=_(
            "For the layout “Posts by category”. If none is chosen, all top-level categories "
            "are shown."
        ),
    )
    path = models.CharField(max_length=500, editable=False)

    class Meta:
        verbose_name = _("category")
        verbose_name_plural = _("categories")
        ordering = ["path"]
        permissions = [("purge_term", _("Can delete categories, tags and series permanently"))]
        constraints = [
            models.UniqueConstraint(
                fields=["path"], condition=models.Q(trashed_at=None), name="one_category_per_path"
            )
        ]

    def clean(self) -> None:
        ancestor = self.parent
        while ancestor is not None:
            if ancestor.pk == self.pk:
                raise ValidationError({"parent": _("A category cannot be placed below itself.")})
            ancestor = ancestor.parent
        if type(self).objects.exclude(pk=self.pk).filter(path=self.own_path()).exists():
            raise ValidationError({"slug": _("A category with this slug already exists here.")})

    def own_path(self) -> str:
        """Return the path from slug and parent (reads the parent)."""
        return f"{self.parent.path}/{self.slug}" if self.parent else self.slug

    def get_absolute_url(self) -> str:
        return reverse("blog:category_detail", args=[self.path])


class Tag(Term):
    """A keyword of posts."""

    class Meta:
        verbose_name = _("tag")
        verbose_name_plural = _("tags")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["slug"], condition=models.Q(trashed_at=None), name="one_tag_per_slug"
            )
        ]

    def get_absolute_url(self) -> str:
        return reverse("blog:tag_detail", args=[self.slug])


class Series(Term):
    """An ordered series of posts."""

    class Meta:
        verbose_name = _("series")
        verbose_name_plural = _("series")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["slug"], condition=models.Q(trashed_at=None), name="one_series_per_slug"
            )
        ]

    def get_absolute_url(self) -> str:
        return reverse("blog:series_detail", args=[self.slug])
