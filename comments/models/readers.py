"""What readers do besides writing: they like, report, and ask for answers by mail."""

import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from comments.enums import ReportReason
from comments.models.comment import Comment


class Like(models.Model):
    """One reader likes one comment; `reader_key` is that of comments/writers.py."""

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
    """A reader says that a comment should not stand there. Open until a moderator decides about it."""

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="reports")
    reader_key = models.CharField(max_length=43)
    reason = models.CharField(_("reason"), max_length=10, choices=ReportReason)
    text = models.CharField(_("in your words"), max_length=500, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    settled_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        constraints = [
            models.UniqueConstraint(fields=["comment", "reader_key"], name="one_report_per_reader")
        ]
        indexes = [
            models.Index(fields=["comment"], condition=Q(settled_at=None), name="report_open")
        ]

    def __str__(self) -> str:
        return f"{self.get_reason_display()}: {self.comment_id}"


def new_key() -> str:
    """Return a key that nobody can guess, for an address of its own."""
    return secrets.token_urlsafe(24)


class ReplyWish(models.Model):
    """Somebody wants the answers to their comment by mail: `address` once it is confirmed, or `user`."""

    comment = models.OneToOneField(Comment, on_delete=models.CASCADE, related_name="reply_wish")
    address = models.EmailField(_("e-mail address"), blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="+"
    )
    language = models.CharField(max_length=10)
    key = models.CharField(max_length=40, unique=True, default=new_key, editable=False)
    created_at = models.DateTimeField(default=timezone.now)
    confirmed_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("wish for answers by mail")
        verbose_name_plural = _("wishes for answers by mail")
        indexes = [models.Index(fields=["address"], name="wish_by_address")]

    def __str__(self) -> str:
        return f"{self.comment_id} → {self.address or self.user}"
