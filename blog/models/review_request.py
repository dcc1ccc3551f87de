"""Requests to review a post or page before it is published (blog/review_requests.py)."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from blog.models.entry import Entry, Page, Post
from blog.models.revision import EntryRowQuerySet, is_of_one_entry

#: Characters of a remark.
REMARK_LENGTH = 2000


class ReviewRequest(models.Model):
    """One submission for review and its outcome. A later submission is another row."""

    class Outcome(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        RETURNED = "returned", _("Returned")
        APPROVED = "approved", _("Approved")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    post = models.ForeignKey(Post, null=True, on_delete=models.CASCADE, related_name="reviews")
    page = models.ForeignKey(Page, null=True, on_delete=models.CASCADE, related_name="reviews")
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    submitted_at = models.DateTimeField(default=timezone.now)
    outcome = models.CharField(max_length=10, choices=Outcome, default=Outcome.WAITING)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    remark = models.TextField(max_length=REMARK_LENGTH, blank=True)

    objects = EntryRowQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        constraints: ClassVar[list[Any]] = [is_of_one_entry("review_of_one_entry")]

    def __str__(self) -> str:
        return f"{self.submitted_at:%Y-%m-%d %H:%M} {self.outcome}"

    @property
    def entry(self) -> Entry:
        """Its entry (one query, unless it was selected)."""
        entry: Entry = self.post or self.page  # type: ignore[assignment]  # one of them is set
        return entry
