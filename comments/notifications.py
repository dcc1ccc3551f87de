"""Mails about comments: rows in the outbox, written in the transaction of the comment."""

from django.urls import reverse

from accounts.models import User
from blog.models import Entry
from comments.models import Comment, CommentPolicy
from comments.policy import may_moderate
from comments.querysets import MODERATE
from core.models import SiteSettings
from core.site_urls import absolute
from mail import outbox


def tell_of(comment: Comment, entry: Entry) -> None:
    """Write to everybody who decides about `comment` or whose entry it stands on, but not its writer.

    One that waits goes to the moderators and to the entry's authors; one that appeared at once to the
    authors only. Nobody gets two mails about one comment.
    """
    template = "comment_posted" if comment.is_approved else "comment_held"
    language = SiteSettings.load().language
    for user in _recipients(comment, entry):
        outbox.enqueue(
            key=f"comment-{comment.pk}-new-u{user.pk}",
            to=user.email,
            template=template,
            context=_context(comment, entry),
            language=user.language or language,
        )


def queue_address(comment: Comment) -> str:
    """Return the absolute address of the page where `comment` is decided about."""
    return absolute(f"{reverse('admin:comments_queue')}?comment={comment.pk}")


def _recipients(comment: Comment, entry: Entry) -> list[User]:
    policy = CommentPolicy.load()
    people: dict[int, User] = {}
    if policy.notify_moderators and not comment.is_approved:
        people |= {user.pk: user for user in User.objects.with_perm(MODERATE)}
    if policy.notify_authors:
        signers = User.objects.filter(is_active=True, author__in=entry.authors.all())
        people |= {user.pk: user for user in signers if may_moderate(user, entry)}
    return [user for user in people.values() if user.email and user.pk != comment.user_id]


def _context(comment: Comment, entry: Entry) -> dict[str, object]:
    parent = Comment.objects.filter(pk=comment.answers).first() if comment.answers else None
    return {
        "comment": comment,
        "entry": entry,
        "parent": parent,
        "queue_url": queue_address(comment),
        "entry_url": absolute(entry.get_absolute_url()),
    }
