"""Mails about new comments to those who decide about them: rows in the outbox.

At once, in the transaction of the comment, or all of a day together (comments/digests.py).
"""

from django.urls import reverse

from accounts.mail import language_of
from accounts.models import User
from blog.models import Entry
from comments import decisions
from comments.enums import MailPace, State
from comments.models import Comment, CommentPolicy
from comments.policy import may_moderate
from comments.querysets import MODERATE
from core.site_urls import absolute
from mail import outbox


def tell_of(comment: Comment, entry: Entry) -> None:
    """Write to everybody who decides about `comment` or whose entry it stands on, but not its writer.

    One that waits goes to the moderators and to the entry's authors; one that appeared at once to the
    authors only. Nobody gets two mails about one comment. Where the policy wants one mail a day, none
    is written here; nor about what the filter put among spam, which is there to be looked through.
    """
    policy = CommentPolicy.load()
    if policy.mail_pace == MailPace.DAILY or comment.state == State.SPAM:
        return
    template = "comment_posted" if comment.is_approved else "comment_held"
    for user in recipients(comment, entry, policy):
        outbox.enqueue(
            key=key_of(comment, user),
            to=user.email,
            template=template,
            context={
                **_context(comment, entry),
                "decide_url": decisions.address_of(comment, user),
            },
            language=language_of(user),
        )


def key_of(comment: Comment, user: User) -> str:
    """Return the key of the mail that tells `user` of `comment` at once."""
    return f"comment-{comment.pk}-new-u{user.pk}"


def recipients(comment: Comment, entry: Entry, policy: CommentPolicy) -> list[User]:
    """Return who is to know of `comment`, each once, as things stand now."""
    people = interested(entry, policy, waits=not comment.is_approved)
    return [user for user in people if user.pk != comment.user_id]


def interested(entry: Entry, policy: CommentPolicy, *, waits: bool) -> list[User]:
    """Return who is to know of comments on `entry` that wait, or that are on the page."""
    people: dict[int, User] = {}
    if policy.notify_moderators and waits:
        people |= {user.pk: user for user in User.objects.with_perm(MODERATE)}
    if policy.notify_authors:
        signers = User.objects.filter(is_active=True, author__in=entry.authors.all())
        people |= {user.pk: user for user in signers if may_moderate(user, entry)}
    return [user for user in people.values() if user.email]


def queue_address(comment: Comment) -> str:
    """Return the absolute address of the page where `comment` is decided about."""
    return absolute(f"{reverse('admin:comments_queue')}?comment={comment.pk}")


def _context(comment: Comment, entry: Entry) -> dict[str, object]:
    parent = Comment.objects.filter(pk=comment.answers).first() if comment.answers else None
    return {
        "comment": comment,
        "entry": entry,
        "parent": parent,
        "queue_url": queue_address(comment),
        "entry_url": absolute(entry.get_absolute_url()),
    }
