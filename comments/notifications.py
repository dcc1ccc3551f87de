"""Mails about new comments to moderators and authors, enqueued in the transaction of the comment.

In place of them the policy may choose daily digests (comments/digests.py).
"""

from django.urls import reverse

from accounts.emails import language_of
from accounts.models import User
from blog.models import Entry
from comments import moderation_links
from comments.enums import NotificationFrequency, State
from comments.models import Comment, CommentPolicy
from comments.policy import may_moderate
from comments.querysets import MODERATE
from core.site_urls import absolute
from mail import outbox


def notify(comment: Comment, entry: Entry) -> None:
    """Enqueue the mails about a new `comment` to its recipients, except its writer.

    A held comment is mailed to moderators and to the entry's authors, a public one to the authors only.
    Each recipient gets one mail. None is sent with daily digests, or about a comment that the filter
    marked as spam.
    """
    policy = CommentPolicy.load()
    if policy.notification_frequency == NotificationFrequency.DAILY or comment.state == State.SPAM:
        return
    template = "comment_posted" if comment.is_approved else "comment_held"
    for user in recipients(comment, entry, policy):
        outbox.enqueue(
            key=key_of(comment, user),
            to=user.email,
            template=template,
            context={
                **_context(comment, entry),
                "decide_url": moderation_links.decision_url(comment, user),
            },
            language=language_of(user),
        )


def key_of(comment: Comment, user: User) -> str:
    """Return the outbox key of the mail to `user` about `comment`."""
    return f"comment-{comment.pk}-new-u{user.pk}"


def recipients(comment: Comment, entry: Entry, policy: CommentPolicy) -> list[User]:
    """Return the recipients of a mail about `comment`, without its writer."""
    users = subscribers(entry, policy, waits=not comment.is_approved)
    return [user for user in users if user.pk != comment.user_id]


def subscribers(entry: Entry, policy: CommentPolicy, *, waits: bool) -> list[User]:
    """Return the users who get mails about comments on `entry`, held (`waits`) or public."""
    users: dict[int, User] = {}
    if policy.notify_moderators and waits:
        users |= {user.pk: user for user in User.objects.with_perm(MODERATE)}
    if policy.notify_authors:
        authors = User.objects.filter(is_active=True, author__in=entry.authors.all())
        users |= {user.pk: user for user in authors if may_moderate(user, entry)}
    return [user for user in users.values() if user.email]


def queue_url(comment: Comment) -> str:
    """Return the absolute URL of the queue with `comment` alone."""
    return absolute(f"{reverse('admin:comments_queue')}?comment={comment.pk}")


def _context(comment: Comment, entry: Entry) -> dict[str, object]:
    parent = Comment.objects.filter(pk=comment.answers).first() if comment.answers else None
    return {
        "comment": comment,
        "entry": entry,
        "parent": parent,
        "queue_url": queue_url(comment),
        "entry_url": absolute(entry.get_absolute_url()),
    }
