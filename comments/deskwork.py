"""What moderators do besides deciding: ask each other, leave notes, arrange conversations, calm threads.

Each function is one transaction with a row in the log, and may be called twice: the second call changes
nothing and returns False. Who may is asked by the views (CommentQuerySet.moderatable_by).
"""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts import portraits
from accounts.models import User
from audit import trail
from audit.enums import Verb
from comments import entries, moderation
from comments.enums import HeldFor, Rank, State
from comments.models import Comment, Note, SlowMode

#: So long after a moderator has lifted it, slow mode does not begin again by itself.
LIFTED_FOR = timedelta(days=1)


def ask_opinion(comment: Comment, *, by: User) -> bool:
    """Let `comment` wait, whatever it was, until somebody besides `by` has looked at it."""
    with transaction.atomic():
        moderation.bring_into(comment, State.HELD, by=by)
        rows = Comment.objects.filter(pk=comment.pk).exclude(held_for=HeldFor.OPINION)
        if not rows.update(held_for=HeldFor.OPINION, opinion_asked_by=by):
            return False
        _record(Verb.OPINION_ASKED, comment, by=by)
    return True


def withdraw_opinion(comment: Comment, *, by: User) -> bool:
    """Take the question back. Why the comment had waited before is told by its signals, if anything is."""
    with transaction.atomic():
        rows = Comment.objects.filter(pk=comment.pk, held_for=HeldFor.OPINION)
        held_for = HeldFor.FILTER if comment.signals else ""
        if not rows.update(held_for=held_for, opinion_asked_by=None):
            return False
        _record(Verb.OPINION_WITHDRAWN, comment, by=by)
    return True


def write_note(comment: Comment, text: str, *, by: User) -> bool:
    """Leave a note for the colleagues; the same note sent again is one note."""
    with transaction.atomic():
        entries.locked(comment.entry_key)
        latest = Note.objects.filter(comment=comment.pk).order_by("-pk").first()
        if latest and (latest.text, latest.author_id) == (text, by.pk):
            return False
        Note.objects.create(comment_id=comment.pk, author=by, text=text)
        _record(Verb.COMMENT_NOTED, comment, by=by)
    return True


def close(comment: Comment, *, by: User) -> bool:
    """Let nobody answer in the conversation of `comment` any more."""
    return _arrange(comment, Verb.TALK_CLOSED, by=by, is_closed=True)


def reopen(comment: Comment, *, by: User) -> bool:
    """Let people answer in it again."""
    return _arrange(comment, Verb.TALK_REOPENED, by=by, is_closed=False)


def pin(comment: Comment, *, by: User) -> bool:
    """Show the conversation of `comment` before all others under its entry."""
    return _arrange(comment, Verb.TALK_PINNED, by=by, rank=Rank.PINNED)


def move_off_topic(comment: Comment, *, by: User) -> bool:
    """Show it after all others, among what is off topic."""
    return _arrange(comment, Verb.TALK_OFF_TOPIC, by=by, rank=Rank.OFF_TOPIC)


def put_back(comment: Comment, *, by: User) -> bool:
    """Show it where it comes by itself."""
    return _arrange(comment, Verb.TALK_PUT_BACK, by=by, rank=Rank.USUAL)


def take_picture(comment: Comment, *, by: User) -> bool:
    """Take away the picture that the writer's account shows beside all its comments."""
    return comment.user is not None and portraits.take_away(comment.user, by=by)


def lift_slow_mode(mode: SlowMode, *, by: User) -> bool:
    """Let people write as they like under the entry again, for a day at least."""
    now = timezone.now()
    with transaction.atomic():
        rows = SlowMode.objects.in_force().filter(pk=mode.pk)
        if not rows.update(lifted_until=now + LIFTED_FOR):
            return False
        entry = entries.find(mode.entry_key)
        trail.record(Verb.SLOW_MODE_LIFTED, mode, by=by, title=entry.title if entry else "–")
    return True


def _arrange(comment: Comment, verb: Verb, *, by: User, **columns: Any) -> bool:
    """Give all comments of the conversation the same `columns`, also one that is being written just now."""
    with transaction.atomic():
        entries.locked(comment.entry_key)
        conversation = Comment.objects.filter(root=comment.root).exclude(**columns)
        if not conversation.update(**columns):
            return False
        _record(verb, comment, by=by)
    return True


def _record(verb: Verb, comment: Comment, *, by: User) -> None:
    """Write into the log under the title of the entry: who wrote what is the reader's own."""
    entry = entries.find(comment.entry_key)
    trail.record(verb, comment, by=by, title=entry.title if entry else "–")
