"""Who may comment where, and who decides about comments."""

from datetime import datetime, timedelta

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from accounts.models import User
from blog.enums import CommentMode
from blog.models import Entry
from comments.enums import Admission, HeldFor
from comments.models import Comment, CommentPolicy
from comments.querysets import MODERATE
from comments.writers import Writer

#: What an entry may say for itself, and what that means; "open" leaves the rest to the site's policy.
_OWN = {
    CommentMode.CLOSED: Admission.CLOSED,
    CommentMode.MEMBERS: Admission.MEMBERS,
    CommentMode.HELD: Admission.HELD,
    CommentMode.FIRST: Admission.FIRST,
    CommentMode.FREE: Admission.OPEN,
}


def admission_of(entry: Entry, policy: CommentPolicy) -> Admission:
    """Return what becomes of a new comment on `entry`: what it says itself goes before the site's policy."""
    mode = CommentMode(entry.comment_mode)
    if mode in _OWN:
        return _OWN[mode]
    admission = Admission(policy.admission)
    opened = mode == CommentMode.OPEN and admission == Admission.CLOSED
    return Admission.HELD if opened else admission


def comments_open(entry: Entry, policy: CommentPolicy, now: datetime | None = None) -> bool:
    """Whether anybody may comment on `entry` at `now`, be it only people with an account.

    The entry's own number of days always holds, the policy's only where the entry leaves all to the policy.
    """
    now = now or timezone.now()
    opened = entry.published_at
    if opened is None or not entry.is_public_at(now):
        return False
    if admission_of(entry, policy) == Admission.CLOSED:
        return False
    days = entry.comments_close_after_days
    if days is None and entry.comment_mode == CommentMode.DEFAULT:
        days = policy.close_after_days
    return days is None or now < opened + timedelta(days=days)


def may_write(user: User | AnonymousUser, entry: Entry, policy: CommentPolicy) -> bool:
    """Whether `user` may comment on `entry` now; the entry's own people always may."""
    if may_moderate(user, entry):
        return True
    return comments_open(entry, policy) and (
        user.is_authenticated or not is_for_members(entry, policy)
    )


def is_for_members(entry: Entry, policy: CommentPolicy) -> bool:
    """Whether only people with an account may comment on `entry`."""
    return admission_of(entry, policy) == Admission.MEMBERS


def may_moderate(user: User | AnonymousUser, entry: Entry) -> bool:
    """Whether `user` decides about comments on `entry`: moderators, and those who may edit it."""
    if not user.is_authenticated:
        return False
    return (
        user.has_perm(MODERATE)
        or type(entry).objects.editable_by(user).filter(pk=entry.pk).exists()
    )


def is_of_the_blog(user: User | AnonymousUser, entry: Entry) -> bool:
    """Whether `user` belongs to the people of the blog, or of this entry: nothing of theirs is judged."""
    return user.is_authenticated and (user.is_staff or may_moderate(user, entry))


def must_wait(
    user: User | AnonymousUser, entry: Entry, policy: CommentPolicy, writer: Writer
) -> HeldFor | None:
    """Return why a new comment by `user` waits by the policy, None where it need not.

    The blog's own people never wait. A writer is known by the account, else by the browser's secret.
    """
    if is_of_the_blog(user, entry):
        return None
    admission = admission_of(entry, policy)
    if admission == Admission.FIRST:
        is_known = Comment.objects.written_by(writer).approved().exists()
        return None if is_known else HeldFor.FIRST
    return HeldFor.POLICY if admission in (Admission.HELD, Admission.CLOSED) else None


def public_name(user: User | AnonymousUser) -> str:
    """The name under which `user` comments, or "" where they have told none.

    Never the sign-in name: it is private (accounts.User).
    """
    if not user.is_authenticated:
        return ""
    author = getattr(user, "author", None)
    return author.name if author else user.name
