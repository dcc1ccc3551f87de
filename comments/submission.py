"""What a writer does with their own comment: submit it, edit it, delete it.

Each function is one transaction that locks the entry first, so that counts are exact.
"""

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_comments.moderation import CommentModerator
from django_comments.signals import comment_was_posted, comment_will_be_posted

from accounts.models import User
from audit.enums import Verb
from blog.models import Entry
from comments import (
    duplicates,
    names,
    notifications,
    rendering,
    reply_notifications,
    signals,
    spam,
    throttling,
)
from comments.enums import BanEffect, HeldFor, State
from comments.identity import Identity, daily_id
from comments.models import Comment, CommentPolicy
from comments.policy import is_trusted, may_write, must_wait
from comments.spam import Facts, Verdict, rules
from comments.targets import key_of, target_of
from comments.transitions import (
    change_count,
    lock_comment,
    lock_entry,
    record,
    send_signal,
    transition,
)

#: No browser and no network: comments by moderators and from imports, which have no rate limits.
ANONYMOUS = Identity()


class EntryModerator(CommentModerator):
    """The comment policy behind the moderation hook of django_comments.

    The package calls it for every `comment_will_be_posted`, so other senders meet the same rules.
    """

    def allow(self, comment: Comment, content_object: Entry, request: HttpRequest | None) -> bool:
        """Whether the writer may comment there now; moderators of the entry always may."""
        return may_write(comment.user or AnonymousUser(), content_object, CommentPolicy.load())

    def moderate(
        self, comment: Comment, content_object: Entry, request: HttpRequest | None
    ) -> bool:
        """Whether the comment waits for a moderator; sets `held_for` on the comment."""
        user = comment.user or AnonymousUser()
        writer = Identity(comment.writer_key, user_id=comment.user_id)
        held_for = must_wait(user, content_object, CommentPolicy.load(), writer)
        if not is_trusted(user, content_object) and names.is_taken(comment.user_name):
            held_for = HeldFor.NAME
        comment.held_for = held_for or ""
        return held_for is not None

    def email(self, comment: Comment, content_object: Entry, request: HttpRequest | None) -> None:
        """Enqueue the mails to moderators and authors."""
        notifications.notify(comment, content_object)


def submit(
    *,
    entry: Entry,
    text: str,
    name: str,
    email: str = "",
    user: User | None = None,
    reply_to: int | None = None,
    writer: Identity = ANONYMOUS,
    facts: Facts | None = None,
    request: HttpRequest | None = None,
) -> Comment:
    """Create a comment and return it, approved, held or marked as spam by the policy and the filter.

    In order: return the earlier comment where this is the same one sent again; check bans and, with the
    `facts` of a form, the filter; render; then, in one transaction, lock the entry; check for the
    earlier comment again; validate the parent and the limits of `writer` (none without a network); ask
    the package's moderators; insert; enqueue mails; send signals; count. Slow work comes before the
    lock, because SQLite has one write lock for all. The cost does not grow with the thread. Raises
    ValidationError with the code "parent", "banned", "flood" or "closed".
    """
    policy = CommentPolicy.load()
    comment = _build_comment(entry, text, name, email, user, reply_to)
    _set_identity(comment, writer, policy)
    duplicate = duplicates.get_earlier(comment, writer)
    if duplicate is not None:
        return duplicate
    trusted = is_trusted(user or AnonymousUser(), entry)
    effects = set() if trusted else _ban_effects(comment, writer)
    verdict = _filter_verdict(comment, None if trusted else facts, writer)
    rendering.derive(comment)
    with transaction.atomic():
        lock_entry(entry)
        duplicate = duplicates.get_earlier(comment, writer)
        if duplicate is not None:
            return duplicate
        _validate_parent(comment, policy)
        throttling.check_limits(entry, writer, policy, is_slowed=BanEffect.SLOW in effects)
        _set_initial_state(comment, effects, verdict, request)
        comment.save()
        duplicates.remember(comment, writer)
        comment_was_posted.send(Comment, comment=comment, request=request)
        send_signal(signals.comment_submitted, comment)
        if comment.is_approved:
            change_count(entry, 1)
            reply_notifications.notify(comment, entry)
            send_signal(signals.comment_approved, comment)
    return comment


def edit(comment: Comment, *, text: str, facts: Facts) -> bool:
    """Let the writer edit `comment`: the filter assesses the text again, before anything is locked.

    It goes back to moderation if all comments are moderated or the filter is unsure. Returns False,
    and writes nothing, where a moderator has removed it meanwhile.
    """
    entry = target_of(comment.entry_key)
    if entry is None:
        return False
    comment.comment, comment.edited_at = text, timezone.now()
    rendering.derive(comment)
    changed = ["comment", "edited_at", *rendering.DERIVED_FIELDS]
    waits = False
    if comment.is_approved and not is_trusted(comment.user or AnonymousUser(), entry):
        waits = _needs_moderation_again(comment, entry, facts)
        changed += ["spam_score", "signals"]
    with transaction.atomic():
        lock_entry(entry)
        lock_comment(comment)
        stored = Comment.objects.filter(pk=comment.pk).first()
        if stored is None or not (stored.is_approved or stored.seems_to_wait):
            return False
        comment.state, comment.previous_state = stored.state, stored.previous_state
        spam.unlearn(comment)
        comment.save(update_fields=changed)
        if waits:
            transition(comment, State.HELD, entry, held_for=HeldFor.EDITED, expected=State.APPROVED)
        record(Verb.COMMENT_EDITED, comment, entry)
    return True


def delete_own(comment: Comment) -> bool:
    """Let the writer delete `comment`: it goes into the trash, as when a moderator removes it."""
    with transaction.atomic():
        entry = target_of(comment.entry_key)
        if entry is not None:
            lock_entry(entry)
        if not transition(comment, State.REMOVED, entry):
            return False
        record(Verb.COMMENT_DELETED_BY_AUTHOR, comment, entry)
    return True


def _build_comment(
    entry: Entry, text: str, name: str, email: str, user: User | None, reply_to: int | None
) -> Comment:
    """Return an unsaved comment. The IP address of the sender is not stored."""
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


def _set_identity(comment: Comment, writer: Identity, policy: CommentPolicy) -> None:
    """Set the keys of the writer; the network key is not stored where the policy says 0 days."""
    comment.writer_key = writer.writer_key
    comment.network_key = writer.network_key if policy.keep_network_days else ""
    comment.daily_id = daily_id(writer)


def _ban_effects(comment: Comment, writer: Identity) -> set[str]:
    """Return the effects of the matching bans; raise ValidationError where one refuses the comment."""
    matching = rules.matching(comment, writer.key or writer.network_key, writer.network_key)
    effects = {ban.effect for ban in matching}
    if BanEffect.REFUSE in effects:
        raise ValidationError(
            _("The moderators of this blog do not accept this comment. Your text is still here."),
            code="banned",
        )
    return effects


def _assess(comment: Comment, facts: Facts) -> Verdict:
    """Run the filter; set its points and signals on the comment."""
    judgement = spam.judge(comment, facts)
    comment.spam_score, comment.signals = judgement.points, judgement.rows
    return judgement.verdict


def _filter_verdict(comment: Comment, facts: Facts | None, writer: Identity) -> Verdict:
    """Return the filter's verdict on a new comment; it passes where no `facts` are known.

    The limits are checked first: the filter is slow, and a writer over the limit is refused anyway.
    """
    if facts is None:
        return Verdict.PASS
    throttling.check_ahead(writer)
    return _assess(comment, facts)


def _needs_moderation_again(comment: Comment, entry: Entry, facts: Facts) -> bool:
    """Whether an approved comment must wait, now that its text has changed."""
    verdict = _assess(comment, facts)
    writer = Identity(comment.writer_key, user_id=comment.user_id)
    policy = CommentPolicy.load()
    held_for = must_wait(comment.user or AnonymousUser(), entry, policy, writer)
    return held_for == HeldFor.POLICY or verdict is not Verdict.PASS


def _set_initial_state(
    comment: Comment, effects: set[str], verdict: Verdict, request: HttpRequest | None
) -> None:
    """Set the state of a new comment: by EntryModerator first, then by bans, then by the filter."""
    comment.state = State.APPROVED
    responses = comment_will_be_posted.send(Comment, comment=comment, request=request)
    if any(response is False for _receiver, response in responses):
        raise ValidationError(_("Comments on this post are closed."), code="closed")
    comment.state = State.APPROVED if comment.is_public else State.HELD
    if BanEffect.HOLD in effects:
        comment.state, comment.held_for = State.HELD, HeldFor.BAN
    if verdict is Verdict.SPAM:
        comment.state, comment.held_for = State.SPAM, HeldFor.FILTER
    elif verdict is Verdict.HOLD:
        comment.state = State.HELD
        comment.held_for = comment.held_for or HeldFor.FILTER


def _validate_parent(comment: Comment, policy: CommentPolicy) -> None:
    """Raise ValidationError unless the parent is on this entry, public, open for replies and not too deep."""
    if not comment.parent_id:
        return
    parent = (
        Comment.objects.approved().filter(entry_key=comment.entry_key, pk=comment.parent_id).first()
    )
    if parent is None:
        raise ValidationError(_("The comment that you reply to no longer exists."), code="parent")
    if parent.level >= policy.max_level or parent.is_closed:
        raise ValidationError(_("This comment cannot be replied to."), code="parent")
