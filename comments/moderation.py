"""Everything that changes a comment, each in one function with its consequences.

All of them lock the entry first, so that counts are exact whoever else writes, and all that decide may
be called twice: the second call changes nothing and returns False.
"""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.dispatch import Signal
from django.http import HttpRequest
from django.utils import timezone, translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django_comments.models import CommentFlag
from django_comments.moderation import CommentModerator
from django_comments.signals import comment_was_posted, comment_will_be_posted

from accounts.models import User
from audit import trail
from audit.enums import Verb
from blog import publishing
from blog.models import Entry
from comments import flood, notifications, rendering, repeats, signals
from comments.entries import find, key_of
from comments.enums import State
from comments.models import Comment, CommentPolicy
from comments.policy import comments_open, may_moderate, must_wait
from core.models import SiteSettings
from core.trashing import TRASH_DAYS

# How a decision is kept in the package's table of flags.
FLAGS = {
    State.HELD: "put back into the queue",
    State.APPROVED: CommentFlag.MODERATOR_APPROVAL,
    State.REJECTED: "moderator rejection",
    State.SPAM: "moderator spam",
    State.REMOVED: CommentFlag.MODERATOR_DELETION,
}
# How it is called in the log.
DEEDS = {
    State.HELD: Verb.COMMENT_HELD,
    State.APPROVED: Verb.COMMENT_APPROVED,
    State.REJECTED: Verb.COMMENT_REJECTED,
    State.SPAM: Verb.COMMENT_SPAM,
    State.REMOVED: Verb.COMMENT_REMOVED,
}


class EntryModerator(CommentModerator):
    """Our rules behind the package's hook: whoever posts through its signals meets them too."""

    def allow(self, comment: Comment, content_object: Entry, request: HttpRequest | None) -> bool:
        """Whether the writer may comment there now; the entry's own people always may."""
        return comments_open(content_object, CommentPolicy.load()) or may_moderate(
            comment.user or AnonymousUser(), content_object
        )

    def moderate(
        self, comment: Comment, content_object: Entry, request: HttpRequest | None
    ) -> bool:
        """Whether the comment waits for a moderator."""
        return must_wait(comment.user or AnonymousUser(), content_object, CommentPolicy.load())

    def email(self, comment: Comment, content_object: Entry, request: HttpRequest | None) -> None:
        """Write mails to those who decide about it or are to know of it."""
        notifications.tell_of(comment, content_object)


def submit(
    *,
    entry: Entry,
    text: str,
    name: str,
    email: str = "",
    user: User | None = None,
    reply_to: int | None = None,
    network: str = "",
    request: HttpRequest | None = None,
) -> Comment:
    """Write a reader's comment and return it, held or approved as the policy says.

    In order: lock the entry; return the earlier comment where this is the same one sent again; check
    the parent and the limits of `network` ("" has none); ask the package's moderators; insert; mail;
    announce; count. Costs the same in a thread of ten and of ten thousand. Raises ValidationError with
    the code "parent", "flood" or "closed".
    """
    with transaction.atomic():
        _lock(entry)
        comment = _drafted(entry, text, name, email, user, reply_to)
        twin = repeats.earlier(comment, network)
        if twin is not None:
            return twin
        _check_parent(comment, CommentPolicy.load())
        flood.check(network)
        comment.state = State.APPROVED
        answers = comment_will_be_posted.send(Comment, comment=comment, request=request)
        if any(answer is False for _receiver, answer in answers):
            raise ValidationError(_("Comments on this post are closed."), code="closed")
        comment.state = State.APPROVED if comment.is_public else State.HELD
        rendering.derive(comment)
        comment.save()
        repeats.remember(comment, network)
        comment_was_posted.send(Comment, comment=comment, request=request)
        _announce(signals.comment_submitted, comment)
        if comment.is_approved:
            _recount(entry)
            _announce(signals.comment_approved, comment)
    return comment


def approve(comment: Comment, *, by: User) -> bool:
    """Show it to readers. Nothing happens to the answers below it."""
    return bring_into(comment, State.APPROVED, by=by)


def reject(comment: Comment, *, by: User) -> bool:
    """Do not show it."""
    return bring_into(comment, State.REJECTED, by=by)


def mark_spam(comment: Comment, *, by: User) -> bool:
    """Do not show it, because it is advertising."""
    return bring_into(comment, State.SPAM, by=by)


def remove(comment: Comment, *, by: User) -> bool:
    """Take it away; where public answers hang below, readers see that something was removed."""
    return bring_into(comment, State.REMOVED, by=by)


def restore(comment: Comment, *, by: User) -> bool:
    """Undo the last decision about it; without one there is nothing to undo."""
    stored = Comment.objects.filter(pk=comment.pk).values_list("previous_state", flat=True).first()
    return bring_into(comment, State(stored), by=by) if stored else False


def bring_into(comment: Comment, state: State, *, by: User) -> bool:
    """Bring `comment` into `state`, whatever it was, and return whether that changed anything.

    In order: lock, conditional update, flag with the name of who decided, record, count, announce.
    """
    with transaction.atomic():
        entry = find(comment.entry_key)
        if entry is not None:
            _lock(entry)
        stored = Comment.objects.filter(pk=comment.pk)
        before = stored.values_list("state", flat=True).first()
        if before in (None, state):
            return False
        comment.removed_at = timezone.now() if state == State.REMOVED else None
        stored.filter(state=before).update(
            state=state,
            previous_state=before,
            removed_at=comment.removed_at,
            **state.package_flags,
        )
        CommentFlag.objects.update_or_create(
            comment_id=comment.pk,
            user=by,
            flag=FLAGS[state],
            defaults={"flag_date": timezone.now()},
        )
        comment.state, comment.previous_state = state, before
        _record(DEEDS[state], comment, entry, by=by)
        _tell_readers(comment, entry, before)
    return True


def rewrite(comment: Comment, *, text: str) -> None:
    """Replace its text and what is derived from it; neither its state nor any other comment changes."""
    comment.comment = text
    rendering.derive(comment)
    with transaction.atomic():
        comment.save(update_fields=["comment", *rendering.DERIVED_FIELDS])
        _record(Verb.COMMENT_CHANGED, comment, find(comment.entry_key))


def rebuild_all() -> int:
    """Make the derived fields of every comment anew, one row at a time; return how many changed.

    A text that is being mended meanwhile is left alone: whoever mends it makes its HTML anew.
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


def delete(comments: QuerySet[Comment]) -> None:
    """Delete `comments` for good. Answers stay, under a mark that something was removed."""
    with transaction.atomic():
        chosen = list(comments)
        entries = {key: find(key) for key in sorted({comment.entry_key for comment in chosen})}
        for comment in chosen:
            _record(Verb.COMMENT_DELETED, comment, entries[comment.entry_key])
        Comment.objects.filter(pk__in=[comment.pk for comment in chosen]).delete()
        for entry in filter(None, entries.values()):
            recount(entry)


def forget_writer(user: User, *, keep: bool) -> int:
    """Take the person out of every comment that `user` wrote while signed in; return how many these are.

    With `keep` the texts stay, without name and address; otherwise they go for good, and answers to
    them stay under a mark that something was removed.
    """
    theirs = Comment.objects.filter(user=user)
    count = theirs.count()
    if keep:
        with translation.override(SiteSettings.load().language):
            name = gettext("A former member")
        theirs.update(user=None, user_name=name, user_email="")
    else:
        delete(theirs)
    return count


def delete_removed(comment: Comment) -> bool:
    """Delete `comment` for good, out of the trash only; return whether it was there."""
    with transaction.atomic():
        rows = Comment.objects.filter(id=comment.pk, state=State.REMOVED)
        if not rows.exists():
            return False
        delete(rows)
    return True


def empty_trash(now: datetime | None = None) -> int:
    """Delete for good what was removed more than TRASH_DAYS days ago; return how many."""
    limit = (now or timezone.now()) - timedelta(days=TRASH_DAYS)
    old = Comment.objects.filter(state=State.REMOVED, removed_at__lt=limit)
    return sum(map(delete_removed, old))


def forget_entry(entry: Entry) -> None:
    """Delete the comments on an entry that is being deleted for good."""
    Comment.objects.for_entry(entry).delete()


def recount(entry: Entry) -> None:
    """Count the public comments on `entry` again, as after an import or a deletion for good."""
    with transaction.atomic():
        _lock(entry)
        _recount(entry)


def _record(verb: Verb, comment: Comment, entry: Entry | None, *, by: User | None = None) -> None:
    """Write into the log under the title of the entry: who wrote what is the reader's own."""
    trail.record(verb, comment, by=by, title=entry.title if entry else "–")


def _lock(entry: Entry) -> None:
    """Wait for everybody else who changes comments on `entry`; no other column is read or written."""
    type(entry).objects.select_for_update().filter(pk=entry.pk).values_list("pk").first()


def _drafted(
    entry: Entry, text: str, name: str, email: str, user: User | None, reply_to: int | None
) -> Comment:
    """Return the comment as written, not yet saved. The address of the sender is not kept."""
    return Comment(
        content_object=entry,
        entry_key=key_of(entry),
        site_id=settings.SITE_ID,
        user=user,
        user_name=name,
        user_email="" if user else email,
        comment=text,
        parent_id=reply_to or 0,
        submit_date=timezone.now(),
    )


def _check_parent(comment: Comment, policy: CommentPolicy) -> None:
    """Raise ValidationError unless the comment answered is on this entry, public, and not too deep."""
    if not comment.parent_id:
        return
    parent = (
        Comment.objects.approved().filter(entry_key=comment.entry_key, pk=comment.parent_id).first()
    )
    if parent is None:
        raise ValidationError(_("The comment you answer is no longer here."), code="parent")
    if parent.level >= policy.max_level:
        raise ValidationError(_("Answers to this comment are not possible."), code="parent")


def _tell_readers(comment: Comment, entry: Entry | None, before: str) -> None:
    """Count and announce where readers notice the change."""
    if State.APPROVED not in (before, comment.state):
        return
    if entry is not None:
        _recount(entry)
    _announce(signals.comment_approved if comment.is_approved else signals.comment_removed, comment)


def _recount(entry: Entry) -> None:
    publishing.set_comment_count(entry, Comment.objects.for_entry(entry).approved().count())


def _announce(signal: Signal, comment: Comment) -> None:
    model, _colon, entry_pk = comment.entry_key.partition(":")
    facts: dict[str, Any] = {"pk": comment.pk, "model": model, "entry_pk": int(entry_pk)}
    signal.send(Comment, **facts)
