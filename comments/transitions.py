"""Locks and state transitions of comments, with their consequences: public count, mails, signals.

Only modules that change comments use these functions. Each of them runs inside their transaction.
"""

from functools import partial

from django.db import transaction
from django.dispatch import Signal
from django.utils import timezone

from accounts.models import User
from audit import log
from audit.enums import Verb
from blog import publishing
from blog.models import Entry
from comments import reply_notifications, signals, spam
from comments.enums import HeldFor, State
from comments.models import Comment
from comments.targets import target_of


def lock_entry(entry: Entry) -> None:
    """Lock the row of `entry` and refresh its `comment_count`.

    Every change of a comment locks the entry first, so that the count is exact.
    """
    locked = type(entry).objects.select_for_update().filter(pk=entry.pk)
    entry.comment_count = locked.values_list("comment_count", flat=True).first() or 0


def lock_comment(comment: Comment) -> None:
    """Lock the row of `comment`, which holds the numbers of its likes and open reports."""
    Comment.objects.select_for_update(of=("self",)).filter(pk=comment.pk).values_list("pk").first()


def lock_with_entry(comment: Comment) -> Entry | None:
    """Lock the entry of `comment`, then `comment`; return the entry, None where it is gone."""
    entry = target_of(comment.entry_key)
    if entry is not None:
        lock_entry(entry)
    lock_comment(comment)
    return entry


def transition(
    comment: Comment,
    state: State,
    entry: Entry | None,
    *,
    held_for: HeldFor | None = None,
    expected: State | None = None,
) -> bool:
    """Set the state of `comment`, update the public count, and notify; return whether it changed.

    False, with nothing written, where the stored state is `state` already or not `expected`, and where
    the comment is gone. The caller has locked `entry`.
    """
    stored = Comment.objects.filter(pk=comment.pk)
    row = stored.values_list("state", "held_for").first()
    if row is None:
        return False
    previous, reason = row
    if previous == state or previous != (expected or previous):
        return False
    now = timezone.now()
    comment.removed_at = now if state == State.REMOVED else None
    comment.published_at = now if state == State.APPROVED else None
    comment.held_for = held_for or reason
    stored.filter(state=previous).update(
        state=state,
        previous_state=previous,
        removed_at=comment.removed_at,
        published_at=comment.published_at,
        held_for=comment.held_for,
        **state.package_flags,
    )
    comment.state, comment.previous_state = state, previous
    if State.APPROVED in (previous, state):
        _publish_change(comment, entry)
    return True


def _publish_change(comment: Comment, entry: Entry | None) -> None:
    """Update the count, the reply notifications and the signals of a comment that became public or hidden."""
    if entry is not None:
        change_count(entry, 1 if comment.is_approved else -1)
    if comment.is_approved and entry is not None:
        reply_notifications.notify(comment, entry)
    else:
        reply_notifications.cancel(comment)
    send_signal(
        signals.comment_approved if comment.is_approved else signals.comment_removed, comment
    )


def change_count(entry: Entry, change: int) -> None:
    """Add `change` to the number of public comments on the locked `entry`, without a COUNT query."""
    publishing.set_comment_count(entry, max(0, entry.comment_count + change))


def send_signal(signal: Signal, comment: Comment) -> None:
    """Send one of comments/signals.py about `comment`."""
    model, _colon, entry_pk = comment.entry_key.partition(":")
    signal.send(Comment, pk=comment.pk, model=model, entry_pk=int(entry_pk))


def record(verb: Verb, comment: Comment, entry: Entry | None, *, by: User | None = None) -> None:
    """Write an audit event under the title of the entry. The log never names the writer of a comment."""
    log.record(verb, comment, by=by, title=entry.title if entry else "–")


def teach_filter(comment: Comment) -> None:
    """Let the spam filter learn from a person's decision once the transaction is committed."""
    transaction.on_commit(partial(spam.learn_from_decision, comment), robust=True)
