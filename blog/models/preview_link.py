"""Links with which people without an account read an unpublished text (blog/preview_links.py)."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models

from blog.models.entry import Entry, Page, Post
from blog.models.revision import EntryRowQuerySet, is_of_one_entry


class PreviewLink(models.Model):
    """A link to the current text of a post or page. The URL is shown once; the row has its digest."""

    post = models.ForeignKey(
        Post, null=True, on_delete=models.CASCADE, related_name="preview_links"
    )
    page = models.ForeignKey(
        Page, null=True, on_delete=models.CASCADE, related_name="preview_links"
    )
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField(db_index=True)

    objects = EntryRowQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        constraints: ClassVar[list[Any]] = [is_of_one_entry("preview_link_of_one_entry")]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def model(self) -> type[Entry]:
        """The model of its entry, without a query."""
        return Post if self.post_id else Page

    @property
    def entry_pk(self) -> int:
        """The key of its entry, without a query."""
        pk: int = self.post_id or self.page_id  # type: ignore[assignment]  # one of them is set
        return pk
