"""Who may comment where, and who decides about comments."""

from datetime import datetime, timedelta

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from accounts.models import User
from blog.enums import CommentMode
from blog.models import Entry
from comments.enums import Admission
from comments.models import CommentPolicy
from comments.querysets import MODERATE


def comments_open(entry: Entry, policy: CommentPolicy, now: datetime | None = None) -> bool:
    """Whether readers may comment on `entry` at `now`.

    What the entry says goes before the site's policy; its own number of days always holds, the
    policy's only where the entry leaves the matter to the policy.
    """
    now = now or timezone.now()
    opened = entry.published_at
    if entry.comment_mode == CommentMode.CLOSED or opened is None or not entry.is_public_at(now):
        return False
    days = entry.comments_close_after_days
    if entry.comment_mode == CommentMode.DEFAULT:
        if policy.admission == Admission.CLOSED:
            return False
        days = policy.close_after_days if days is None else days
    return days is None or now < opened + timedelta(days=days)


def may_moderate(user: User | AnonymousUser, entry: Entry) -> bool:
    """Whether `user` decides about comments on `entry`: moderators, and those who may edit it."""
    if not user.is_authenticated:
        return False
    return (
        user.has_perm(MODERATE)
        or type(entry).objects.editable_by(user).filter(pk=entry.pk).exists()
    )


def must_wait(user: User | AnonymousUser, entry: Entry, policy: CommentPolicy) -> bool:
    """Whether a new comment by `user` waits for a moderator; the blog's own people never do."""
    if user.is_authenticated and (user.is_staff or may_moderate(user, entry)):
        return False
    return policy.admission != Admission.OPEN


def public_name(user: User | AnonymousUser) -> str:
    """The name under which `user` comments, or "" where they have told none.

    Never the sign-in name: it is private (accounts.User).
    """
    if not user.is_authenticated:
        return ""
    author = getattr(user, "author", None)
    return author.name if author else user.name
