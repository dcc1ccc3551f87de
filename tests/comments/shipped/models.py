"""Something to comment on."""

from django.db import models


class Article(models.Model):
    """A post; readers see it unless it is a draft."""

    title = models.CharField(max_length=50)
    slug = models.SlugField()
    is_draft = models.BooleanField(default=False)

    class Meta:
        app_label = "shipped"

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Return its address."""
        return f"/articles/{self.slug}/"
