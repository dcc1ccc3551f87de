"""Authors and profile links."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from blog.enums import ProfileService
from blog.querysets import AuthorQuerySet
from core.slugs import validate_slug


class Author(models.Model):
    """Public profile of a writer. Its slug is never derived from the username or email address."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        verbose_name=_("account"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="author",
    )
    name = models.CharField(_("name"), max_length=80)
    reading = models.CharField(_("reading"), max_length=80, blank=True, help_text=_("In hiragana."))
    slug = models.CharField(_("slug"), max_length=100, unique=True, validators=[validate_slug])
    avatar = models.ForeignKey(
        "images.Image",
        verbose_name=_("avatar"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    bio = models.TextField(_("about the author"), blank=True, max_length=5000)
    bio_html = models.TextField(editable=False, blank=True)
    renderer_version = models.CharField(max_length=20, editable=False, blank=True)

    objects = AuthorQuerySet.as_manager()

    class Meta:
        verbose_name = _("author")
        verbose_name_plural = _("authors")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("blog:author_detail", args=[self.slug])


class ProfileLink(models.Model):
    """A profile on an external service: of an author or, if `author` is empty, of the site."""

    author = models.ForeignKey(
        Author,
        verbose_name=_("author"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="profiles",
    )
    service = models.CharField(_("service"), max_length=20, choices=ProfileService)
    url = models.URLField(_("URL"), max_length=500)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("profile")
        verbose_name_plural = _("profiles")
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return f"{self.get_service_display()}: {self.url}"
