"""Terms that order posts: a tree of categories, flat tags, and series with a sequence."""

from typing import Any, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from blog.querysets import TermManager, TermQuerySet
from core.slugs import validate_slug


class Term(models.Model):
    """What categories, tags and series share."""

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

    # What is in the trash is met by nobody who does not ask for it.
    objects = TermManager()
    everything = TermQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Refuse an address that another one has; what is in the trash has none."""
        if type(self).objects.exclude(pk=self.pk).filter(slug=self.slug).exists():
            raise ValidationError({"slug": _("Another one has this address already.")})

    @property
    def is_trashed(self) -> bool:
        """Whether it is in the trash."""
        return self.trashed_at is not None

    def successor(self) -> Self | None:
        """Return the term that the posts of this one have come to, itself where it is not trashed.

        None where they went nowhere. One query a step.
        """
        term: Any = self
        while term is not None and term.is_trashed:
            term = term.moved_to
        return term  # type: ignore[no-any-return]


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
    home_shelf = models.BooleanField(
        _("a shelf on the home page"),
        default=False,
        help_text=_(
            "For the layout with shelves. Without any choice every category of the first level has one."
        ),
    )
    path = models.CharField(max_length=500, editable=False)

    class Meta:
        verbose_name = _("category")
        verbose_name_plural = _("categories")
        ordering = ["path"]
        permissions = [("purge_term", _("Can delete categories, tags and series for good"))]
        constraints = [
            models.UniqueConstraint(
                fields=["path"], condition=models.Q(trashed_at=None), name="one_category_per_path"
            )
        ]

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
    """Posts to be read in order."""

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
