"""Decisions about comments, each in one function with its consequences, and edits by moderators.

Each function is one transaction that locks the entry first, so that counts are exact. Every decision may
be repeated: the second call changes nothing and returns False.
"""

from django.db import transaction
from django.utils import timezone
from django_comments.models import CommentFlag

from accounts.models import User
from audit.enums import Verb
from comments import rendering, reports, spam
from comments.enums import HeldFor, State
from comments.models import Comment
from comments.targets import target_of
from comments.transitions import (
    lock_comment,
    lock_entry,
    lock_with_entry,
    record,
    teach_filter,
    transition,
)

# The flag of each decision in the package's table.
FLAGS = {
    State.HELD: "put back into the queue",
    State.APPROVED: CommentFlag.MODERATOR_APPROVAL,
    State.REJECTED: "moderator rejection",
    State.SPAM: "moderator spam",
    State.REMOVED: CommentFlag.MODERATOR_DELETION,
}
# The verb of each decision in the audit log.
VERBS = {
    State.HELD: Verb.COMMENT_HELD,
    State.APPROVED: Verb.COMMENT_APPROVED,
    State.REJECTED: Verb.COMMENT_REJECTED,
    State.SPAM: Verb.COMMENT_SPAM,
    State.REMOVED: Verb.COMMENT_REMOVED,
}


def approve(comment: Comment, *, by: User) -> bool:
    """Show the comment to readers. The state of its replies does not change."""
    return set_state(comment, State.APPROVED, by=by)


def reject(comment: Comment, *, by: User) -> bool:
    """Hide the comment from readers. The spam filter learns nothing from it."""
    return set_state(comment, State.REJECTED, by=by)


def mark_spam(comment: Comment, *, by: User) -> bool:
    """Hide the comment as advertising; the spam filter learns from it."""
    return set_state(comment, State.SPAM, by=by)


def remove(comment: Comment, *, by: User) -> bool:
    """Move the comment into the trash; above public replies, readers see that a comment was removed."""
    return set_state(comment, State.REMOVED, by=by)


def undo(comment: Comment, *, by: User) -> bool:
    """Undo the decision that `by` took about it, unless a later decision or change follows it."""
    with transaction.atomic():
        lock_with_entry(comment)
        last = _last_decision(comment)
        state = Comment.objects.filter(pk=comment.pk).values_list("state", flat=True).first()
        if (
            last is None
            or state is None
            or (last.user_id, last.flag) != (by.pk, FLAGS[State(state)])
        ):
            return False
        return restore(comment, by=by)


def restore(comment: Comment, *, by: User) -> bool:
    """Undo the last decision about it and reopen the reports that it resolved.

    Returns False, and changes nothing, where there is no earlier state.
    """
    with transaction.atomic():
        lock_with_entry(comment)
        stored = Comment.objects.filter(pk=comment.pk).values_list("previous_state", flat=True)
        previous, last = stored.first(), _last_decision(comment)
        if not previous:
            return False
        reopened = last is not None and reports.reopen(comment, last.flag_date)
        return set_state(comment, State(previous), by=by, resolve_reports=False) or reopened


def set_state(
    comment: Comment,
    state: State,
    *,
    by: User,
    expected: State | None = None,
    resolve_reports: bool = True,
) -> bool:
    """Set the state of `comment` as a decision of `by`; return whether that changed anything.

    With `expected`, only where it still is in that state: a decision taken meanwhile is not overruled.
    In order: lock, conditional update, count, notify, resolve open reports, flag with the name of the
    moderator, record. A decision for the state that it has already resolves open reports too.
    """
    with transaction.atomic():
        entry = lock_with_entry(comment)
        now = timezone.now()
        changed = transition(comment, state, entry, expected=expected)
        is_decision = resolve_reports and state != State.HELD and (changed or expected is None)
        resolved = is_decision and reports.resolve(comment, now)
        if not changed and not resolved:
            return False
        if not changed:
            Comment.objects.filter(pk=comment.pk).update(previous_state=state)
        CommentFlag.objects.update_or_create(
            comment_id=comment.pk,
            user=by,
            flag=FLAGS[state],
            defaults={"flag_date": now},
        )
        record(VERBS[state] if changed else Verb.COMMENT_KEPT, comment, entry, by=by)
        teach_filter(comment)
    return True


def hold(comment: Comment) -> bool:
    """Hold a comment that appeared at once, for a later result of the filter.

    Returns False, and changes nothing, once a person has decided about it.
    """
    with transaction.atomic():
        entry = target_of(comment.entry_key)
        if entry is not None:
            lock_entry(entry)
        undecided = Comment.objects.filter(pk=comment.pk, state=State.APPROVED, previous_state="")
        if not undecided.exists():
            return False
        transition(comment, State.HELD, entry, held_for=HeldFor.FILTER)
        record(Verb.COMMENT_HELD, comment, entry)
    return True


def rewrite(comment: Comment, *, text: str) -> None:
    """Replace the text and the fields derived from it. The state does not change."""
    comment.comment = text
    rendering.derive(comment)
    with transaction.atomic():
        lock_comment(comment)
        spam.unlearn(comment)
        comment.save(update_fields=["comment", *rendering.DERIVED_FIELDS])
        record(Verb.COMMENT_CHANGED, comment, target_of(comment.entry_key))
        teach_filter(comment)


def rebuild_all() -> int:
    """Update the derived fields of every comment, one row at a time; return how many changed.

    A comment whose text is edited meanwhile is skipped: the edit renders it.
    """
    changed = 0
    for comment in Comment.objects.order_by("pk").iterator(chunk_size=200):
        before = [getattr(comment, name) for name in rendering.DERIVED_FIELDS]
        rendering.derive(comment)
        derived = {name: getattr(comment, name) for name in rendering.DERIVED_FIELDS}
        if before != list(derived.values()):
            same_text = Comment.objects.filter(pk=comment.pk, comment=comment.comment)
            changed += same_text.update(**derived)
    return changed


def _last_decision(comment: Comment) -> CommentFlag | None:
    flags = CommentFlag.objects.filter(comment_id=comment.pk, flag__in=FLAGS.values())
    last: CommentFlag | None = flags.order_by("-flag_date", "-pk").first()
    return last
