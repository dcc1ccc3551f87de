"""Terms that order posts: a tree of categories, flat tags, and series with a sequence."""

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from blog.querysets import TermQuerySet
from core.slugs import validate_slug


class Term(models.Model):
    """What categories, tags and series share."""

    name = models.CharField(_("name"), max_length=80)
    slug = models.CharField(_("slug"), max_length=100, validators=[validate_slug])
    description = models.TextField(_("description"), blank=True, max_length=1000)

    objects = TermQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name


class Category(Term):
    """A place in the tree. `path` holds the slugs from the root; taxonomy.save_category keeps it."""

    parent = models.ForeignKey(
        "self",
        verbose_name=_("parent"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="children",
    )
    path = models.CharField(max_length=500, unique=True, editable=False)

    class Meta:
        verbose_name = _("category")
        verbose_name_plural = _("categories")
        ordering = ["path"]

    def clean(self) -> None:
        ancestor = self.parent
        while ancestor is not None:
            if ancestor.pk == self.pk:
                raise ValidationError({"parent": _("A category cannot stand under itself.")})
            ancestor = ancestor.parent
        if type(self).objects.exclude(pk=self.pk).filter(path=self.own_path()).exists():
            raise ValidationError({"slug": _("There is a category with this slug here already.")})

    def own_path(self) -> str:
        """The path that slug and parent ask for (reads the parent)."""
        return f"{self.parent.path}/{self.slug}" if self.parent else self.slug

    def get_absolute_url(self) -> str:
        return reverse("blog:category_detail", args=[self.path])


class Tag(Term):
    """A word that posts share."""

    slug = models.CharField(_("slug"), max_length=100, unique=True, validators=[validate_slug])

    class Meta:
        verbose_name = _("tag")
        verbose_name_plural = _("tags")
        ordering = ["name"]

    def get_absolute_url(self) -> str:
        return reverse("blog:tag_detail", args=[self.slug])


class Series(Term):
    """Posts to be read in order."""

    slug = models.CharField(_("slug"), max_length=100, unique=True, validators=[validate_slug])

    class Meta:
        verbose_name = _("series")
        verbose_name_plural = _("series")
        ordering = ["name"]

    def get_absolute_url(self) -> str:
        return reverse("blog:series_detail", args=[self.slug])
