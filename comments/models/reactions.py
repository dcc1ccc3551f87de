"""Reactions of readers: likes, reports, reply notifications."""

import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from comments.enums import ReportReason
from comments.models.comment import Comment


class Like(models.Model):
    """The like of one reader for one comment; `reader_key` is Identity.key (comments/identity.py)."""

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="likes")
    reader_key = models.CharField(max_length=43)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("like")
        verbose_name_plural = _("likes")
        constraints = [
            models.UniqueConstraint(fields=["comment", "reader_key"], name="one_like_per_reader")
        ]
        indexes = [models.Index(fields=["reader_key"], name="like_by_reader")]

    def __str__(self) -> str:
        return f"{self.comment_id} ♥"


class Report(models.Model):
    """A report of a comment by a reader. It is open until a moderator decides about the comment."""

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="reports")
    reader_key = models.CharField(max_length=43)
    reason = models.CharField(_("reason"), max_length=10, choices=ReportReason)
    text = models.CharField(_("in your words"), max_length=500, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    resolved_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        constraints = [
            models.UniqueConstraint(fields=["comment", "reader_key"], name="one_report_per_reader")
        ]
        indexes = [
            models.Index(fields=["comment"], condition=Q(resolved_at=None), name="report_open")
        ]

    def __str__(self) -> str:
        return f"{self.get_reason_display()}: {self.comment_id}"


def new_key() -> str:
    """Return a random key for the unsubscribe URL."""
    return secrets.token_urlsafe(24)


class ReplySubscription(models.Model):
    """Reply notifications for the writer of a comment: to `user`, or to `address` once it is confirmed."""

    comment = models.OneToOneField(
        Comment, on_delete=models.CASCADE, related_name="reply_subscription"
    )
    address = models.EmailField(_("email address"), blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="+"
    )
    language = models.CharField(max_length=10)
    key = models.CharField(max_length=40, unique=True, default=new_key, editable=False)
    created_at = models.DateTimeField(default=timezone.now)
    confirmed_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("reply notification")
        verbose_name_plural = _("reply notifications")
        indexes = [models.Index(fields=["address"], name="subscription_by_address")]

    def __str__(self) -> str:
        return f"{self.comment_id} → {self.address or self.user}"
