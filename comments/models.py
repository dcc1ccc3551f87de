"""Comments of readers, on the package's tables with columns of our own."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django_comments_xtd.models import XtdComment


class Comment(XtdComment):
    """A comment; `path` orders a thread depth first, oldest first."""

    # Named, because the default accessor would clash with the package's own `comment`.
    xtdcomment_ptr = models.OneToOneField(
        XtdComment,
        on_delete=models.CASCADE,
        parent_link=True,
        primary_key=True,
        related_name="blog_comment",
    )
    path = models.CharField(max_length=200, db_index=True, editable=False, default="")
    body_html = models.TextField(editable=False, default="")

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
