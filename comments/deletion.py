"""Permanent deletion of comments: the trash, the personal data of writers, the comments of an entry."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Case, QuerySet, Value, When
from django.utils import timezone, translation
from django.utils.translation import gettext

from audit.enums import Verb
from blog import publishing
from blog.models import Entry
from comments import reply_notifications
from comments.enums import State
from comments.models import Comment, CommentPolicy
from comments.targets import target_of
from comments.transitions import lock_entry, record
from core.models import SiteSettings
from core.trash import TRASH_DAYS


def delete(comments: QuerySet[Comment]) -> None:
    """Delete `comments` permanently. Replies stay below a mark that a comment was removed."""
    with transaction.atomic():
        keys = set(comments.order_by().values_list("entry_key", flat=True))
        entries = {key: target_of(key) for key in sorted(keys)}
        for entry in filter(None, entries.values()):
            lock_entry(entry)
        # Read under the locks: a comment that was restored meanwhile is no longer in the queryset.
        chosen = list(comments.filter(entry_key__in=keys))
        for comment in chosen:
            reply_notifications.cancel(comment)
            record(Verb.COMMENT_DELETED, comment, entries[comment.entry_key])
        Comment.objects.filter(pk__in=[comment.pk for comment in chosen]).delete()
        for entry in filter(None, entries.values()):
            recount(entry)


def delete_removed(comment: Comment) -> bool:
    """Delete `comment` permanently if it is in the trash; return whether it was there."""
    with transaction.atomic():
        rows = Comment.objects.filter(id=comment.pk, state=State.REMOVED)
        if not rows.exists():
            return False
        delete(rows)
    return True


def empty_trash(now: datetime | None = None) -> int:
    """Delete permanently what was removed more than TRASH_DAYS days ago; return the number of comments."""
    limit = (now or timezone.now()) - timedelta(days=TRASH_DAYS)
    old = Comment.objects.filter(state=State.REMOVED, removed_at__lt=limit)
    return sum(map(delete_removed, old))


def forget_writers(comments: QuerySet[Comment], *, keep: bool) -> int:
    """Erase the writers of `comments`; return the number of comments.

    With `keep`, the texts stay without name, address and keys. Otherwise the comments are deleted
    permanently, and replies to them stay below a mark that a comment was removed.
    """
    count = comments.count()
    if keep:
        with translation.override(SiteSettings.load().language):
            member, guest = gettext("A former member"), gettext("A former reader")
        anonymous = {"user_email": "", "writer_key": "", "network_key": "", "daily_id": ""}
        comments.update(
            user_name=Case(When(user=None, then=Value(guest)), default=Value(member)), **anonymous
        )
        comments.update(user=None)
    else:
        delete(comments)
    return count


def forget_networks(now: datetime | None = None) -> int:
    """Erase the network keys of comments older than CommentPolicy.keep_network_days; return how many."""
    days = CommentPolicy.load().keep_network_days
    limit = (now or timezone.now()) - timedelta(days=days)
    old = Comment.objects.exclude(network_key="").filter(submit_date__lt=limit)
    return old.update(network_key="")


def delete_for_entry(entry: Entry) -> None:
    """Delete the comments on an entry that is being deleted permanently."""
    Comment.objects.for_entry(entry).delete()


def recount(entry: Entry) -> None:
    """Count the public comments on `entry`, as after an import or a permanent deletion."""
    with transaction.atomic():
        lock_entry(entry)
        count = Comment.objects.for_entry(entry).approved().count()
        publishing.set_comment_count(entry, count)
