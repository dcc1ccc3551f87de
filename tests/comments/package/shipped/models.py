"""Something to comment on."""

from django.db import models
from django_comments_xtd.moderation import XtdCommentModerator, moderator


class Article(models.Model):
    """A post; readers see it unless it is a draft."""

    title = models.CharField(max_length=50)
    slug = models.SlugField()
    is_draft = models.BooleanField(default=False)
    is_open = models.BooleanField(default=True)

    class Meta:
        app_label = "shipped"

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Return its address."""
        return f"/articles/{self.slug}/"


class ArticleModerator(XtdCommentModerator):
    """Comments end where the article says so."""

    enable_field = "is_open"


moderator.register(Article, ArticleModerator)
