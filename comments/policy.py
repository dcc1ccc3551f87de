"""Permissions: who may comment where, and who moderates comments."""

from datetime import datetime, timedelta

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from accounts.models import User
from blog.enums import CommentMode
from blog.models import Entry
from comments.enums import Admission, HeldFor
from comments.identity import Identity
from comments.models import Comment, CommentPolicy
from comments.querysets import MODERATE

#: Admission by the comment mode of an entry. Other modes follow the site's policy.
_ADMISSIONS = {
    CommentMode.CLOSED: Admission.CLOSED,
    CommentMode.MEMBERS: Admission.MEMBERS,
    CommentMode.HELD: Admission.HELD,
    CommentMode.FIRST: Admission.FIRST,
    CommentMode.FREE: Admission.OPEN,
}


def admission_of(entry: Entry, policy: CommentPolicy) -> Admission:
    """Return the admission of new comments on `entry`: its own mode overrides the site's policy.

    An entry in the mode OPEN accepts comments, held for moderation, even where the site is closed.
    """
    mode = CommentMode(entry.comment_mode)
    if mode in _ADMISSIONS:
        return _ADMISSIONS[mode]
    admission = Admission(policy.admission)
    is_reopened = mode == CommentMode.OPEN and admission == Admission.CLOSED
    return Admission.HELD if is_reopened else admission


def comments_open(entry: Entry, policy: CommentPolicy, now: datetime | None = None) -> bool:
    """Whether comments on `entry` are open at `now`, for everyone or for members.

    The number of days of the entry itself always applies. The policy's number applies only to entries in
    the mode DEFAULT.
    """
    now = now or timezone.now()
    published_at = entry.published_at
    if published_at is None or not entry.is_public_at(now):
        return False
    if admission_of(entry, policy) == Admission.CLOSED:
        return False
    days = entry.comments_close_after_days
    if days is None and entry.comment_mode == CommentMode.DEFAULT:
        days = policy.close_after_days
    return days is None or now < published_at + timedelta(days=days)


def may_write(user: User | AnonymousUser, entry: Entry, policy: CommentPolicy) -> bool:
    """Whether `user` may comment on `entry` now; its moderators always may."""
    if may_moderate(user, entry):
        return True
    return comments_open(entry, policy) and (
        user.is_authenticated or not is_for_members(entry, policy)
    )


def is_for_members(entry: Entry, policy: CommentPolicy) -> bool:
    """Whether only users with an account may comment on `entry`."""
    return admission_of(entry, policy) == Admission.MEMBERS


def may_moderate(user: User | AnonymousUser, entry: Entry) -> bool:
    """Whether `user` may decide about comments on `entry`: moderators, and users who may edit it."""
    if not user.is_authenticated:
        return False
    return (
        user.has_perm(MODERATE)
        or type(entry).objects.editable_by(user).filter(pk=entry.pk).exists()
    )


def is_trusted(user: User | AnonymousUser, entry: Entry) -> bool:
    """Whether `user` is staff or may moderate `entry`: their comments are never held, and neither bans nor the filter apply."""
    return user.is_authenticated and (user.is_staff or may_moderate(user, entry))


def must_wait(
    user: User | AnonymousUser, entry: Entry, policy: CommentPolicy, writer: Identity
) -> HeldFor | None:
    """Return the reason why the policy holds a new comment by `user`, None if it appears at once.

    Comments of trusted users are never held. For FIRST, a writer is recognized by account or cookie.
    """
    if is_trusted(user, entry):
        return None
    admission = admission_of(entry, policy)
    if admission == Admission.FIRST:
        has_approved = Comment.objects.written_by(writer).approved().exists()
        return None if has_approved else HeldFor.FIRST
    return HeldFor.POLICY if admission in (Admission.HELD, Admission.CLOSED) else None


def public_name(user: User | AnonymousUser) -> str:
    """Return the public name of `user`, "" without one.

    It is never the username, which is private (accounts.User).
    """
    if not user.is_authenticated:
        return ""
    author = getattr(user, "author", None)
    return author.name if author else user.name


def may_open_queue(user: User | AnonymousUser) -> bool:
    """Whether `user` may open the moderation queue: moderators, and staff who may edit posts or pages."""
    return bool(user.is_active and user.is_staff) and any(
        user.has_perm(code) for code in (MODERATE, "blog.change_post", "blog.change_page")
    )
