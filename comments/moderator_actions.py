"""Actions of moderators besides decisions: second opinions, notes, order of conversations, slow mode.

Each function is one transaction with an audit event. A repeated call changes nothing and returns False.
The views check the permission (CommentQuerySet.moderatable_by).
"""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts import avatars
from accounts.models import User
from audit import log
from audit.enums import Verb
from comments import moderation, names, targets
from comments.enums import HeldFor, Rank, State
from comments.models import Comment, Note, SlowMode
from comments.transitions import record

#: Time after a moderator has lifted slow mode during which it does not begin again.
LIFTED_FOR = timedelta(days=1)


def ask_opinion(comment: Comment, *, by: User) -> bool:
    """Hold `comment`, from any state, and request a second opinion for `by`."""
    with transaction.atomic():
        moderation.set_state(comment, State.HELD, by=by)
        rows = Comment.objects.filter(pk=comment.pk).exclude(held_for=HeldFor.OPINION)
        if not rows.update(held_for=HeldFor.OPINION, opinion_requested_by=by):
            return False
        _record(Verb.OPINION_REQUESTED, comment, by=by)
    return True


def withdraw_opinion(comment: Comment, *, by: User) -> bool:
    """Withdraw the request. The earlier reason for holding is derived from the signals and the name."""
    with transaction.atomic():
        rows = Comment.objects.filter(pk=comment.pk, held_for=HeldFor.OPINION)
        held_for = HeldFor.FILTER if comment.signals else ""
        if comment.user_id is None and names.is_taken(comment.user_name):
            held_for = HeldFor.NAME
        if not rows.update(held_for=held_for, opinion_requested_by=None):
            return False
        _record(Verb.OPINION_WITHDRAWN, comment, by=by)
    return True


def write_note(comment: Comment, text: str, *, by: User) -> bool:
    """Add a note for other moderators; the same note sent twice in a row is one note."""
    with transaction.atomic():
        targets.lock_target(comment.entry_key)
        latest = Note.objects.filter(comment=comment.pk).order_by("-pk").first()
        if latest and (latest.text, latest.author_id) == (text, by.pk):
            return False
        Note.objects.create(comment_id=comment.pk, author=by, text=text)
        _record(Verb.COMMENT_NOTED, comment, by=by)
    return True


def close(comment: Comment, *, by: User) -> bool:
    """Close the conversation of `comment` for replies."""
    return _update_conversation(comment, Verb.THREAD_CLOSED, by=by, is_closed=True)


def reopen(comment: Comment, *, by: User) -> bool:
    """Open the conversation of `comment` for replies again."""
    return _update_conversation(comment, Verb.THREAD_REOPENED, by=by, is_closed=False)


def pin(comment: Comment, *, by: User) -> bool:
    """Show the conversation of `comment` before all others under its entry."""
    return _update_conversation(comment, Verb.THREAD_PINNED, by=by, rank=Rank.PINNED)


def move_off_topic(comment: Comment, *, by: User) -> bool:
    """Show the conversation of `comment` after all others, under "off topic"."""
    return _update_conversation(comment, Verb.THREAD_OFF_TOPIC, by=by, rank=Rank.OFF_TOPIC)


def put_back(comment: Comment, *, by: User) -> bool:
    """Show the conversation of `comment` in normal order."""
    return _update_conversation(comment, Verb.THREAD_RESTORED, by=by, rank=Rank.USUAL)


def remove_avatar(comment: Comment, *, by: User) -> bool:
    """Remove the avatar of the writer's account, which all its comments show."""
    return comment.user is not None and avatars.remove_by_moderator(comment.user, by=by)


def lift_slow_mode(mode: SlowMode, *, by: User) -> bool:
    """End slow mode for the entry; it does not begin again for LIFTED_FOR."""
    now = timezone.now()
    with transaction.atomic():
        rows = SlowMode.objects.in_force().filter(pk=mode.pk)
        if not rows.update(lifted_until=now + LIFTED_FOR):
            return False
        entry = targets.target_of(mode.entry_key)
        log.record(Verb.SLOW_MODE_LIFTED, mode, by=by, title=entry.title if entry else "–")
    return True


def _update_conversation(comment: Comment, verb: Verb, *, by: User, **columns: Any) -> bool:
    """Set `columns` on all comments of the conversation.

    The lock of the entry includes a comment that is being submitted at the same time.
    """
    with transaction.atomic():
        targets.lock_target(comment.entry_key)
        conversation = Comment.objects.filter(root=comment.root).exclude(**columns)
        if not conversation.update(**columns):
            return False
        _record(verb, comment, by=by)
    return True


def _record(verb: Verb, comment: Comment, *, by: User) -> None:
    record(verb, comment, targets.target_of(comment.entry_key), by=by)
