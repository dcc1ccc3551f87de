"""Everything that changes a comment, each in one function with its consequences.

All of them lock the entry first, so that counts are exact whoever else writes, and all that decide may
be called twice: the second call changes nothing and returns False.
"""

from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Case, QuerySet, Value, When
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
from comments import flood, notifications, rendering, repeats, replies, settling, signals, spam
from comments.entries import find, key_of
from comments.enums import BanEffect, HeldFor, State
from comments.models import Comment, CommentPolicy
from comments.policy import is_of_the_blog, may_write, must_wait
from comments.spam import Facts, Verdict, rules
from comments.writers import Writer, daily_id
from core.models import SiteSettings
from core.trashing import TRASH_DAYS

#: Whoever writes past every form: the blog's own people, imports.
NOBODY = Writer()
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
        return may_write(comment.user or AnonymousUser(), content_object, CommentPolicy.load())

    def moderate(
        self, comment: Comment, content_object: Entry, request: HttpRequest | None
    ) -> bool:
        """Whether the comment waits for a moderator; says why on the comment."""
        user = comment.user or AnonymousUser()
        writer = Writer(comment.writer_key, user_id=comment.user_id)
        held_for = must_wait(user, content_object, CommentPolicy.load(), writer)
        comment.held_for = held_for or ""
        return held_for is not None

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
    writer: Writer = NOBODY,
    facts: Facts | None = None,
    request: HttpRequest | None = None,
) -> Comment:
    """Write a reader's comment and return it, approved, held or among spam as policy and filter say.

    In order: lock the entry; return the earlier comment where this is the same one sent again; check
    the parent, rules about writers, and the limits of `writer` (one without a network has none); ask the
    package's moderators and, with the `facts` of a form, the filter; insert; mail; announce; count. Costs
    the same in a thread of ten and of ten thousand. Raises ValidationError with the code "parent",
    "banned", "flood" or "closed".
    """
    with transaction.atomic():
        _lock(entry)
        policy = CommentPolicy.load()
        comment = _drafted(entry, text, name, email, user, reply_to)
        _sign(comment, writer, policy)
        twin = repeats.earlier(comment, writer)
        if twin is not None:
            return twin
        _check_parent(comment, policy)
        is_own = is_of_the_blog(user or AnonymousUser(), entry)
        effects = set() if is_own else _effects(comment, writer)
        flood.check(entry, writer, policy, is_slowed=BanEffect.SLOW in effects)
        comment.state = State.APPROVED
        answers = comment_will_be_posted.send(Comment, comment=comment, request=request)
        if any(answer is False for _receiver, answer in answers):
            raise ValidationError(_("Comments on this post are closed."), code="closed")
        comment.state = State.APPROVED if comment.is_public else State.HELD
        if BanEffect.HOLD in effects:
            comment.state, comment.held_for = State.HELD, HeldFor.BAN
        if facts is not None and not is_own:
            _filter(comment, facts)
        rendering.derive(comment)
        comment.save()
        repeats.remember(comment, writer)
        comment_was_posted.send(Comment, comment=comment, request=request)
        _announce(signals.comment_submitted, comment)
        if comment.is_approved:
            _count(entry, 1)
            replies.tell_of(comment, entry)
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


def undo(comment: Comment, *, by: User) -> bool:
    """Undo the decision that `by` took about it, unless something has become of it since."""
    with transaction.atomic():
        locked(comment)
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
    """Undo the last decision about it, and open the reports again that it settled; else do nothing."""
    with transaction.atomic():
        stored = Comment.objects.filter(pk=comment.pk).values_list("previous_state", flat=True)
        before, last = stored.first(), _last_decision(comment)
        if not before:
            return False
        reopened = last is not None and settling.reopen(comment, last.flag_date)
        return bring_into(comment, State(before), by=by, settles=False) or reopened


def bring_into(
    comment: Comment, state: State, *, by: User, was: State | None = None, settles: bool = True
) -> bool:
    """Bring `comment` into `state`, whatever it was, and return whether that changed anything.

    With `was`, only where it still is in that state: what somebody else has decided meanwhile stands.
    In order: lock, conditional update, settle open reports, flag with the name of who decided, record,
    count, announce. A comment that stays what it was is decided about too, if it was reported.
    """
    with transaction.atomic():
        entry = find(comment.entry_key)
        if entry is not None:
            _lock(entry)
        locked(comment)
        now = timezone.now()
        is_moved = _move(comment, state, entry, was=was)
        decides = settles and state != State.HELD and (is_moved or was is None)
        settled = decides and settling.settle(comment, now)
        if not is_moved and not settled:
            return False
        if not is_moved:
            Comment.objects.filter(pk=comment.pk).update(previous_state=state)
        CommentFlag.objects.update_or_create(
            comment_id=comment.pk,
            user=by,
            flag=FLAGS[state],
            defaults={"flag_date": now},
        )
        _record(DEEDS[state] if is_moved else Verb.COMMENT_KEPT, comment, entry, by=by)
        _teach_filter(comment)
    return True


def hold_back(comment: Comment) -> bool:
    """Let a comment wait that appeared at once, because the filter has found out more; nobody decided yet."""
    with transaction.atomic():
        entry = find(comment.entry_key)
        if entry is not None:
            _lock(entry)
        untouched = Comment.objects.filter(pk=comment.pk, state=State.APPROVED, previous_state="")
        if not untouched.exists():
            return False
        _move(comment, State.HELD, entry, held_for=HeldFor.FILTER)
        _record(Verb.COMMENT_HELD, comment, entry)
    return True


def _last_decision(comment: Comment) -> CommentFlag | None:
    flags = CommentFlag.objects.filter(comment_id=comment.pk, flag__in=FLAGS.values())
    last: CommentFlag | None = flags.order_by("-flag_date", "-pk").first()
    return last


def rewrite(comment: Comment, *, text: str) -> None:
    """Replace its text and what is derived from it; neither its state nor any other comment changes."""
    comment.comment = text
    rendering.derive(comment)
    with transaction.atomic():
        spam.unlearn(comment)
        comment.save(update_fields=["comment", *rendering.DERIVED_FIELDS])
        _record(Verb.COMMENT_CHANGED, comment, find(comment.entry_key))
        _teach_filter(comment)


def edit(comment: Comment, *, text: str, facts: Facts) -> None:
    """Let its writer mend `comment`. It waits again where all comments wait, or the filter is not sure."""
    with transaction.atomic():
        entry = find(comment.entry_key)
        if entry is None:
            return
        _lock(entry)
        comment.comment, comment.edited_at = text, timezone.now()
        rendering.derive(comment)
        spam.unlearn(comment)
        comment.save(update_fields=["comment", "edited_at", *rendering.DERIVED_FIELDS])
        if comment.is_approved and _is_to_wait_again(comment, entry, facts):
            _move(comment, State.HELD, entry, held_for=HeldFor.EDITED)
        _record(Verb.COMMENT_EDITED, comment, entry)


def _is_to_wait_again(comment: Comment, entry: Entry, facts: Facts) -> bool:
    """Whether a comment that others let through must wait, now that it says something else."""
    user = comment.user or AnonymousUser()
    if is_of_the_blog(user, entry):
        return False
    verdict = _judged(comment, facts)
    comment.save(update_fields=["spam_score", "signals"])
    writer = Writer(comment.writer_key, user_id=comment.user_id)
    waits = must_wait(user, entry, CommentPolicy.load(), writer)
    return waits == HeldFor.POLICY or verdict is not Verdict.PASS


def take_back(comment: Comment) -> bool:
    """Let its writer delete `comment`: into the trash, as when a moderator removes it."""
    with transaction.atomic():
        entry = find(comment.entry_key)
        if entry is not None:
            _lock(entry)
        if not _move(comment, State.REMOVED, entry):
            return False
        _record(Verb.COMMENT_TAKEN_BACK, comment, entry)
    return True


def locked(comment: Comment) -> None:
    """Wait for everybody else who counts something about `comment`."""
    Comment.objects.select_for_update(of=("self",)).filter(pk=comment.pk).values_list("pk").first()


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
            replies.take_back(comment)
            _record(Verb.COMMENT_DELETED, comment, entries[comment.entry_key])
        Comment.objects.filter(pk__in=[comment.pk for comment in chosen]).delete()
        for entry in filter(None, entries.values()):
            recount(entry)


def forget_writers(comments: QuerySet[Comment], *, keep: bool) -> int:
    """Take whoever wrote them out of `comments`; return how many these are.

    With `keep` the texts stay, without name, address and keys; otherwise they go for good, and answers to
    them stay under a mark that something was removed.
    """
    count = comments.count()
    if keep:
        with translation.override(SiteSettings.load().language):
            member, guest = gettext("A former member"), gettext("A former reader")
        nameless = {"user_email": "", "writer_key": "", "network_key": "", "daily_id": ""}
        comments.update(
            user_name=Case(When(user=None, then=Value(guest)), default=Value(member)), **nameless
        )
        comments.update(user=None)
    else:
        delete(comments)
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


def forget_networks(now: datetime | None = None) -> int:
    """Forget from which network old comments came, as the policy says; return how many forgot."""
    days = CommentPolicy.load().keep_network_days
    limit = (now or timezone.now()) - timedelta(days=days)
    old = Comment.objects.exclude(network_key="").filter(submit_date__lt=limit)
    return old.update(network_key="")


def forget_entry(entry: Entry) -> None:
    """Delete the comments on an entry that is being deleted for good."""
    Comment.objects.for_entry(entry).delete()


def recount(entry: Entry) -> None:
    """Count the public comments on `entry` again, as after an import or a deletion for good."""
    with transaction.atomic():
        _lock(entry)
        shown = Comment.objects.for_entry(entry).approved().count()
        publishing.set_comment_count(entry, shown)


def _teach_filter(comment: Comment) -> None:
    """Let the filter learn from what a person decided, once that is certain."""
    transaction.on_commit(partial(spam.learn_from_decision, comment), robust=True)


def _record(verb: Verb, comment: Comment, entry: Entry | None, *, by: User | None = None) -> None:
    """Write into the log under the title of the entry: who wrote what is the reader's own."""
    trail.record(verb, comment, by=by, title=entry.title if entry else "–")


def _lock(entry: Entry) -> None:
    """Wait for everybody else who changes comments on `entry`, and learn how many it has by now."""
    locked = type(entry).objects.select_for_update().filter(pk=entry.pk)
    entry.comment_count = locked.values_list("comment_count", flat=True).first() or 0


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


def _sign(comment: Comment, writer: Writer, policy: CommentPolicy) -> None:
    """Say who wrote it by keys only; the network's is not kept where the policy says 0 days."""
    comment.writer_key = writer.writer_key
    comment.network_key = writer.network_key if policy.keep_network_days else ""
    comment.daily_id = daily_id(writer)


def _effects(comment: Comment, writer: Writer) -> set[str]:
    """Return what rules say about the comment; raise ValidationError where one refuses it."""
    found = rules.matching(comment, writer.key or writer.network_key, writer.network_key)
    effects = {ban.effect for ban in found}
    if BanEffect.REFUSE in effects:
        raise ValidationError(
            _("The moderators of this blog do not take this comment. Your text is kept."),
            code="banned",
        )
    return effects


def _judged(comment: Comment, facts: Facts) -> Verdict:
    """Return what the filter makes of the comment, and keep on it why."""
    judgement = spam.judge(comment, facts)
    comment.spam_score, comment.signals = judgement.points, judgement.rows
    return judgement.verdict


def _filter(comment: Comment, facts: Facts) -> None:
    """Let the filter judge a new comment: it may wait, or go among spam."""
    verdict = _judged(comment, facts)
    if verdict is Verdict.SPAM:
        comment.state, comment.held_for = State.SPAM, HeldFor.FILTER
    elif verdict is Verdict.HOLD:
        comment.state = State.HELD
        comment.held_for = comment.held_for or HeldFor.FILTER


def _check_parent(comment: Comment, policy: CommentPolicy) -> None:
    """Raise ValidationError unless the comment answered is on this entry, public, open and not too deep."""
    if not comment.parent_id:
        return
    parent = (
        Comment.objects.approved().filter(entry_key=comment.entry_key, pk=comment.parent_id).first()
    )
    if parent is None:
        raise ValidationError(_("The comment you answer is no longer here."), code="parent")
    if parent.level >= policy.max_level or parent.is_closed:
        raise ValidationError(_("Answers to this comment are not possible."), code="parent")


def _move(
    comment: Comment,
    state: State,
    entry: Entry | None,
    *,
    held_for: HeldFor | None = None,
    was: State | None = None,
) -> bool:
    """Bring it into `state`, count and announce; return False where it is there, or gone, or not in `was`.

    Inside a transaction that has locked the entry.
    """
    stored = Comment.objects.filter(pk=comment.pk)
    before = stored.values_list("state", flat=True).first()
    if before in (None, state) or before != (was or before):
        return False
    now = timezone.now()
    comment.removed_at = now if state == State.REMOVED else None
    comment.shown_at = now if state == State.APPROVED else None
    comment.held_for = held_for or comment.held_for
    stored.filter(state=before).update(
        state=state,
        previous_state=before,
        removed_at=comment.removed_at,
        shown_at=comment.shown_at,
        held_for=comment.held_for,
        **state.package_flags,
    )
    comment.state, comment.previous_state = state, before
    _tell_readers(comment, entry, before)
    return True


def _tell_readers(comment: Comment, entry: Entry | None, before: str) -> None:
    """Count and announce where readers notice the change."""
    if State.APPROVED not in (before, comment.state):
        return
    if entry is not None:
        _count(entry, 1 if comment.is_approved else -1)
    if comment.is_approved and entry is not None:
        replies.tell_of(comment, entry)
    else:
        replies.take_back(comment)
    _announce(signals.comment_approved if comment.is_approved else signals.comment_removed, comment)


def _count(entry: Entry, change: int) -> None:
    """Count one more public comment on the locked `entry`, or one less, without asking for all of them."""
    publishing.set_comment_count(entry, max(0, entry.comment_count + change))


def _announce(signal: Signal, comment: Comment) -> None:
    model, _colon, entry_pk = comment.entry_key.partition(":")
    facts: dict[str, Any] = {"pk": comment.pk, "model": model, "entry_pk": int(entry_pk)}
    signal.send(Comment, **facts)
